/** When a Secrets Store is read, and what applies while it can't be. */
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { STORED_SECRET_HELD_MS, STORED_SECRET_WAIT_MAX_MS } from "../../src/limits.ts";
import {
  NO_CREDENTIALS,
  type OperatorCredentials,
  operatorCredentials,
} from "../../src/request/operator-credentials.ts";

/** A Secrets Store's binding; `asked` counts its reads. */
class Store {
  asked = 0;
  answer: () => Promise<string>;

  constructor(answer: () => Promise<string>) {
    this.answer = answer;
  }

  readonly get = (): Promise<string> => {
    this.asked += 1;
    return this.answer();
  };
}

const gone = (): Promise<string> => Promise.reject(new Error('Secret "id" not found'));

function routeWith(fields: object, env: object): Route {
  const ROUTES = [{ path: "/npm/*", format: "npm", origin: "https://registry.example", ...fields }];
  const configuration = readConfiguration({ ...env, ROUTES });
  const [route] = configuration.ok ? configuration.routes : [];
  if (route === undefined) throw new Error("no route");
  return route;
}

const FIELDS = { origin_auth: "AUTH", origin_headers: { "X-Key-Id": "ID", "X-Key": "KEY" } };

let complained: MockInstance<typeof console.error>;

beforeEach(() => {
  vi.useFakeTimers();
  complained = vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("secrets of the Worker itself", () => {
  test("are read synchronously, and only once", () => {
    const env = { AUTH: "Bearer abcdef", ID: "id-1", KEY: "key-1" };
    const route = routeWith(FIELDS, env);
    const read = operatorCredentials(route, env);
    expect(read).toEqual({
      kind: "read",
      credentials: {
        authorization: "Bearer abcdef",
        headers: [
          ["x-key-id", "id-1"],
          ["x-key", "key-1"],
        ],
      },
    });
    expect(operatorCredentials(route, env)).toBe(read);
  });

  test.each<[string, object, OperatorCredentials]>([
    ["origin_auth alone", { origin_auth: "AUTH" }, { authorization: "Bearer abcdef", headers: [] }],
    [
      "a header alone",
      { origin_headers: { "X-Key": "KEY" } },
      { authorization: null, headers: [["x-key", "key-1"]] },
    ],
  ])("may be %s", (_, fields, credentials) => {
    const env = { AUTH: "Bearer abcdef", KEY: "key-1" };
    expect(operatorCredentials(routeWith(fields, env), env)).toEqual({ kind: "read", credentials });
  });

  test("a route that names none sends none", () => {
    const route = routeWith({}, {});
    const read = operatorCredentials(route, {});
    expect(read).toEqual({ kind: "read", credentials: { authorization: null, headers: [] } });
    // This very object tells the next steps that there is nothing to do.
    expect("credentials" in read && read.credentials).toBe(NO_CREDENTIALS);
  });
});

describe("a Secrets Store", () => {
  const stored = () => {
    const id = new Store(async () => "id-1");
    const key = new Store(async () => "key-1");
    const env = { AUTH: "Bearer abcdef", ID: id, KEY: key };
    const route = routeWith(FIELDS, env);
    return { id, key, read: async () => operatorCredentials(route, env) };
  };
  const headersOf = (read: Awaited<ReturnType<typeof operatorCredentials>>) =>
    read.kind === "read" ? Object.fromEntries(read.credentials.headers) : read;

  test("is read once a minute", async () => {
    const { id, key, read } = stored();
    expect(headersOf(await read())).toEqual({ "x-key-id": "id-1", "x-key": "key-1" });
    key.answer = async () => "key-2";
    vi.advanceTimersByTime(STORED_SECRET_HELD_MS - 1);
    expect(headersOf(await read())).toEqual({ "x-key-id": "id-1", "x-key": "key-1" });
    expect([id.asked, key.asked]).toEqual([1, 1]);
    vi.advanceTimersByTime(1);
    expect(headersOf(await read())).toEqual({ "x-key-id": "id-1", "x-key": "key-2" });
    expect([id.asked, key.asked]).toEqual([2, 2]);
  });

  test("is read by one request, while concurrent ones use the cached values", async () => {
    const { key, read } = stored();
    await read();
    vi.advanceTimersByTime(STORED_SECRET_HELD_MS);
    let answered = (_: string): void => {};
    key.answer = () => new Promise((resolve) => (answered = resolve));
    const asking = read();
    expect(headersOf(await read())).toMatchObject({ "x-key": "key-1" });
    answered("key-2");
    expect(headersOf(await asking)).toMatchObject({ "x-key": "key-2" });
    expect(headersOf(await read())).toMatchObject({ "x-key": "key-2" });
    expect(key.asked).toBe(2);
  });

  test("that can't be read leaves all earlier values in use, however old, and is read again", async () => {
    const { id, key, read } = stored();
    await read();
    key.answer = async () => "key-2";
    id.answer = gone;
    for (const asked of [2, 3]) {
      vi.advanceTimersByTime(STORED_SECRET_HELD_MS);
      expect(headersOf(await read())).toEqual({ "x-key-id": "id-1", "x-key": "key-1" });
      expect(id.asked).toBe(asked);
    }
  });

  test.each<[string, () => Promise<string>]>([
    ["is gone", gone],
    ["does not answer", () => new Promise(() => {})],
  ])(
    "that %s at first: the refusal names the secret, and the next request reads it again",
    async (_, answer) => {
      const { key, read } = stored();
      key.answer = answer;
      const reading = read();
      await vi.advanceTimersByTimeAsync(STORED_SECRET_WAIT_MAX_MS);
      expect(await reading).toEqual({
        kind: "unreadable",
        refusal: {
          status: 502,
          says: "The gateway could not read the secret KEY from its Secrets Store, so the registry behind it was not asked.",
        },
      });
      key.answer = async () => "key-1";
      expect(headersOf(await read())).toMatchObject({ "x-key": "key-1" });
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test("that can't be read is logged once per route, however many requests hit it", async () => {
    const [first, second] = [stored(), stored()];
    for (const { key, read } of [first, first, second]) {
      key.answer = gone;
      await read();
    }
    const line = JSON.stringify({
      event: "secret_unreadable",
      route: "npm",
      problem:
        "The gateway could not read the secret KEY from its Secrets Store, so the registry behind it was not asked.",
    });
    expect(complained.mock.calls).toEqual([[line], [line]]);
  });

  test("may contain the value of origin_auth", async () => {
    const env = { AUTH: new Store(async () => "Bearer abcdef"), ID: "id-1", KEY: "key-1" };
    const read = await operatorCredentials(routeWith(FIELDS, env), env);
    expect(read).toMatchObject({ credentials: { authorization: "Bearer abcdef" } });
    expect(headersOf(read)).toEqual({ "x-key-id": "id-1", "x-key": "key-1" });
    expect(complained).not.toHaveBeenCalled();
  });

  test.each(["", "two\nlines", " blank", "café", "a\0b"])(
    "whose value can't be a header's reports that without the value: %j",
    async (value) => {
      const { key, read } = stored();
      key.answer = async () => value;
      expect(await read()).toEqual({
        kind: "unreadable",
        refusal: {
          status: 500,
          says: "Outspoken is not configured: route npm.origin_headers.x-key: the secret KEY wants printable ASCII, as a header's value.",
        },
      });
    },
  );
});
