/** What every answer that Outspoken speaks must carry, and the line it logs. */
import { expect } from "vitest";
import type { Category } from "../../src/failure/category.ts";
import { type Answer, type Ask, ask } from "./client.ts";
import type { Gateway, LogLine } from "./gateway.ts";

export interface Expected {
  readonly status: number;
  readonly category: Category;
  /** Fields of the log line. */
  readonly logged?: LogLine;
}

/**
 * Expects an answer that Outspoken speaks: status, category, reference, never to be stored, exact length, nothing after
 * it, and exactly one log line with the same reference. Returns that line.
 */
export async function expectSpoken(
  gateway: Gateway,
  answer: Answer,
  { status, category, logged = {} }: Expected,
): Promise<LogLine> {
  expect(spokenPart(answer)).toEqual({ status, category, cacheControl: "no-store, no-transform" });
  const ref = answer.header("x-outspoken-ref") ?? "";
  expect(ref).toMatch(/^[a-z]{8,16}$/);
  expect(answer.header("content-length")).toMatch(/^\d+$/);
  expect(answer.header("transfer-encoding")).toBeNull();
  expect(answer.phrase).toMatch(/^[\x20-\x7e]+$/);
  expect(answer.complete, "the answer is complete").toBe(true);
  const line = await gateway.log.line({ event: "failure", ref });
  expect(line).toMatchObject({ category, status, ...logged });
  expect(gateway.log.matching({ event: "failure", ref })).toHaveLength(1);
  return line;
}

function spokenPart(answer: Answer): Record<string, unknown> {
  return {
    status: answer.status,
    category: answer.header("x-outspoken"),
    cacheControl: answer.header("cache-control"),
  };
}

/** Sends the request and expects such an answer. */
export async function askSpoken(
  gateway: Gateway,
  target: string,
  options: Ask,
  expected: Expected,
): Promise<Answer> {
  const { method = "GET" } = options;
  const answer = await ask(gateway.port(), target, options);
  await expectSpoken(gateway, answer, { ...expected, logged: { method, ...expected.logged } });
  if (method === "HEAD") expect(answer.body).toHaveLength(0);
  return answer;
}

/** Expects the answer's reference in its reason phrase or body, where a person can read it. */
export function expectReferenceShown(answer: Answer): void {
  const ref = answer.header("x-outspoken-ref") ?? "no reference";
  expect(`${answer.phrase}\n${answer.text}`).toContain(ref);
}

/** Adds an upload for the methods that have one. */
export function askOf(method: string): Ask {
  return method === "PUT" || method === "POST" ? { method, body: "upload" } : { method };
}

export const METHODS = ["GET", "HEAD", "PUT", "POST"] as const;
