/** A gateway with a few failures, and the calls of its API, each answer checked against the OpenAPI file's schema. */
import * as v from "valibot";
import { expect } from "vitest";
import { ANSWERS, problem } from "../../src/console/openapi/schemas.ts";
import { ConsoleGateway } from "./gateway.ts";

const NPM = "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false";
const PNPM = "pnpm/11.22.0 npm/? node/v24.1.0 linux x64";
const GO = "Go-http-client/1.1";

export class CalledGateway {
  readonly gateway: ConsoleGateway;
  /** References in the order of their failures. */
  readonly refs: readonly string[];

  private constructor(gateway: ConsoleGateway, refs: readonly string[]) {
    this.gateway = gateway;
    this.refs = refs;
  }

  static async start(): Promise<CalledGateway> {
    const gateway = await ConsoleGateway.start();
    const refs = [
      await gateway.fail("/npm/403/Package protected.", NPM),
      await gateway.fail("/npm/403/Package protected.", NPM),
      await gateway.fail("/npm/404/Not here.", PNPM),
      await gateway.fail('/go/example.com/app/@v/500/<b>It\'s "broken"<&b>', GO),
    ];
    await gateway.fail("/npm/401/A challenge is no failure.", NPM);
    return new CalledGateway(gateway, refs);
  }

  /** The answer to a call that succeeds. */
  async answer<Name extends keyof typeof ANSWERS>(
    name: Name,
    path: string,
    init: RequestInit = {},
  ): Promise<v.InferOutput<(typeof ANSWERS)[Name]>> {
    const response = await this.gateway.askWithToken(`/api${path}`, init);
    const text = await response.text();
    expect([path, response.status, text.slice(0, response.ok ? 0 : 500)]).toEqual([path, 200, ""]);
    expect(response.headers.get("content-type")).toBe("application/json");
    const parsed: unknown = JSON.parse(text);
    return v.parse(ANSWERS[name], parsed);
  }

  async refusal(path: string, init: RequestInit = {}): Promise<v.InferOutput<typeof problem>> {
    const response = await this.gateway.askWithToken(`/api${path}`, init);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const said = v.parse(problem, await response.json());
    expect(said.status).toBe(response.status);
    return said;
  }

  async close(): Promise<void> {
    await this.gateway.close();
  }
}
