/// <reference types="@cloudflare/vitest-plugin/types" />
/** An error of Outspoken's own gives one plain answer and one line in the log. */
import { createExecutionContext } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import type { Env } from "../../src/env.ts";
import worker from "../../src/worker.ts";

it("is answered in one line without any detail, logged and counted", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  // Impossible in a real deployment: a variable that can't be read.
  const points: unknown[] = [];
  const env: Env = {
    FAILURES: { writeDataPoint: (point) => void points.push(point) },
    get ROUTES(): never {
      throw new Error("hunter2");
    },
  };
  const answer = await worker.fetch(
    new Request("https://packages.example/npm/left-pad"),
    env,
    createExecutionContext(),
  );
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    500,
    "text/plain; charset=utf-8",
    "no-store, no-transform",
  ]);
  expect(await answer.text()).toMatch(/^Outspoken met an error of its own[^\n]*\n?$/);
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"event":"gateway_error"'));
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("hunter2"));
  // Without the error's message, which may contain anything.
  expect(points).toEqual([
    {
      indexes: ["-"],
      blobs: ["server_error", "", "", "", "", "answered", "", "gateway_error", "", "", "", "", "", "", "on"],
      doubles: [1, 500, 0, 0, 0, 0],
    },
  ]);
  log.mockRestore();
});
