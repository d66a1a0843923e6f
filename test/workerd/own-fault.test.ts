/// <reference types="@cloudflare/vitest-plugin/types" />
/** An error of Outspoken's own is one plain answer and one line in the log, under one reference. */
import { createExecutionContext } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import type { Env } from "../../src/env.ts";
import worker from "../../src/worker.ts";

it("is answered in one line without its cause, logged and counted", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  // No deploy can cause this: a variable that throws when it is read.
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
  const ref = answer.headers.get("x-outspoken-ref");
  expect(ref).toMatch(/^[a-z]{10}$/);
  expect(answer.headers.get("x-outspoken")).toBe("server_error");
  expect(await answer.text()).toBe(
    `Outspoken hit an internal error. Its operators can find it in the log. Reference: ${ref}\n`,
  );
  expect(log).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining(`"event":"gateway_error","ref":"${ref}"`),
  );
  expect(log).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("hunter2"));
  // The error's own words may contain anything, so they are not counted.
  expect(points).toEqual([
    {
      indexes: ["-"],
      blobs: ["server_error", "", "", "", "", "answered", "", "gateway_error", "", ref, "", "", "", "", "on"],
      doubles: [1, 500, 0, 0, 0, 0],
    },
  ]);
  log.mockRestore();
});
