/**
 * What a format's part of the origin is: which stage a request belongs to, what a good answer is, and how this kind
 * of registry words an error.
 */
import type { Stage } from "../programs/program.ts";
import type { Scenario } from "../scenarios.ts";

export interface RegistryRequest {
  readonly method: string;
  /** Below the format's prefix, begins with `/`, percent-encoding kept. */
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  /** What the client knows this registry under: `http://127.0.0.1:port/npm`. */
  readonly base: string;
  readonly hasCredentials: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Registry {
  /** The prefix it is mounted under, `/npm`; several registries can share a format. */
  readonly prefix: string;
  readonly format: string;
  /** The stage that a request belongs to; null for requests that no scenario affects (a ping, an index of services). */
  stage(request: RegistryRequest): Stage | null;
  /** The good answer; null is a 404. */
  answer(request: RegistryRequest): Answer | null;
  /** How this kind of registry refuses. */
  refuse(scenario: Scenario, request: RegistryRequest): Answer;
}

/** For a registry whose stages depend on the method and on one pattern for the package's own files. */
export function stageByMethod(request: RegistryRequest, file: RegExp): Stage {
  if (request.method === "PUT" || request.method === "POST" || request.method === "DELETE") return "publish";
  return file.test(request.path) ? "download" : "metadata";
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(value),
  };
}

export function text(body: string, type = "text/plain; charset=utf-8"): Answer {
  return { status: 200, headers: { "content-type": type }, body };
}

export function file(body: Buffer, type = "application/octet-stream"): Answer {
  return { status: 200, headers: { "content-type": type }, body };
}
