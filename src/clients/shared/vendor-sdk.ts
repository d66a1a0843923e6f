/**
 * What the SDKs of OpenAI and Anthropic share, since one generator writes them: their User-Agents and the form of an
 * error's type. Read in openai/openai-python: src/openai/_client.py;
 * anthropics/anthropic-sdk-typescript: src/client.ts. Pure.
 */
import type { Failure } from "../../failure/failure.ts";
import type { Client, ClientRequest } from "./client.ts";
import { clientByUserAgent, TOOLS, type Token, userAgentOf } from "./user-agent.ts";

const LIBRARIES: readonly Token[] = [
  ["python-httpx", "httpx"],
  ["python-requests", "python-requests"],
  ["axios", "axios"],
  ...TOOLS,
];

/**
 * The SDK of `vendor` that sent the request, as `openai-python` or `anthropic-node`. Its User-Agent is
 * `OpenAI/Python 3.3.1`, `AsyncOpenAI/Python ...`, `AzureOpenAI/JS ...`: a space before the version.
 */
export function sdkByUserAgent(request: ClientRequest, vendor: string): Client {
  const pattern = new RegExp(`^(?:async)?[a-z]{0,20}?${vendor}/([a-z]{1,20}) ([\\w.+-]{1,40})`, "i");
  const sdk = pattern.exec(userAgentOf(request));
  if (sdk !== null) {
    const language = (sdk[1] ?? "").toLowerCase();
    return { name: `${vendor}-${language === "js" ? "node" : language}`, version: sdk[2] ?? "" };
  }
  return clientByUserAgent(request, LIBRARIES);
}

/** The origin's type if it is a word that SDKs compare, not a URI as in RFC 9457; else null. */
export function originType(failure: Failure): string | null {
  const type = failure.heard?.type ?? "";
  return /^[A-Za-z][\w.-]{0,63}$/.test(type) ? type : null;
}
