/**
 * Where the state of the alerts is kept: one value in the KV namespace of the switches, under a key that no route can have, since ids
 * have no slash.
 *
 * KV may answer with the value of a minute ago, and takes one write a second for a key. So a run reads once and writes once,
 * when everything is sent; and an isolate that remembers a later revision than KV shows continues with that one. If a run
 * ends between sending and writing, the next one sends again, under the same id: a message may come twice, but none is lost.
 */
import { parseJson } from "../../text/json.ts";
import { NO_STATE, readState, type State } from "./state.ts";

export const STATE_KEY = "alerts/state";

/** The shortest that KV allows (cloudflare/workers-sdk packages/miniflare/src/workers/kv/constants.ts). */
const CACHE_TTL_SECONDS = 30;
/** KV refuses a second write within a second. */
const WRITE_AGAIN_MS = 1_100;

/** By namespace: isolates see the same object for as long as they live. */
const remembered = new WeakMap<KVNamespace, State>();

/** Throws if KV can't be read and nothing is remembered: anything sent then might have been sent before. */
export async function loadState(namespace: KVNamespace): Promise<State> {
  const own = remembered.get(namespace);
  try {
    const text = await namespace.get(STATE_KEY, { type: "text", cacheTtl: CACHE_TTL_SECONDS });
    const kept = (text === null ? null : readState(parseJson(text))) ?? NO_STATE;
    return own !== undefined && own.revision > kept.revision ? own : kept;
  } catch (error) {
    if (own === undefined) throw error;
    return own;
  }
}

/** Throws if KV can't be written, twice. */
export async function saveState(namespace: KVNamespace, state: State): Promise<void> {
  remembered.set(namespace, state);
  const text = JSON.stringify(state);
  try {
    await namespace.put(STATE_KEY, text);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, WRITE_AGAIN_MS));
    await namespace.put(STATE_KEY, text);
  }
}
