import { expect, test, vi } from "vitest";
import { ClientDisconnect } from "../../src/request/client-disconnect.ts";

type Event = "watch" | "leaves" | "answered";

test.each<[readonly Event[], number, boolean]>([
  [[], 0, true],
  [["watch"], 0, true],
  [["leaves"], 0, true],
  [["watch", "leaves"], 1, false],
  [["watch", "watch", "leaves"], 1, false],
  [["watch", "leaves", "answered"], 1, false],
  [["watch", "answered", "leaves"], 0, true],
  [["answered", "watch", "leaves"], 0, true],
])("%j: reported %i times, still there: %s", (events, times, isThere) => {
  const client = new AbortController();
  const request = new Request("https://packages.example/", { signal: client.signal });
  const onLeft = vi.fn();
  const disconnect = new ClientDisconnect(request, onLeft);
  const happen: Readonly<Record<Event, () => void>> = {
    watch: () => disconnect.watch(),
    leaves: () => client.abort(),
    answered: () => disconnect.answered(),
  };
  for (const event of events) happen[event]();
  expect(onLeft).toHaveBeenCalledTimes(times);
  expect(disconnect.answered()).toBe(isThere);
  expect(disconnect.answered()).toBe(isThere);
});
