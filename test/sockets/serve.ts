/**
 * Origins and gateways that run while the tests of a file do. Call these at the top of the file: each registers hooks that
 * start what it returns before the first test and stop it after the last. They start in the order of the calls and stop in
 * reverse. Routes are passed as a function because an origin's port is known only once it listens.
 */
import { afterAll, beforeAll } from "vitest";
import { Gateway, gatewayOf, type RouteTable, type Setup } from "./gateway.ts";
import { Origin, type OriginOptions } from "./origin.ts";
import { Recorder } from "./recorder.ts";

export function serveOrigin(options: OriginOptions = {}): Origin {
  return listening(new Origin(options));
}

export function serveRecorder(): Recorder {
  return listening(new Recorder());
}

/** One gateway with these routes. */
export function serveGateway(routes: () => RouteTable[], setup: Partial<Setup> = {}): Gateway {
  return serveGateways(() => gatewayOf(routes(), setup));
}

/** Several gateways in one workerd, by name, each with its own variables and port. */
export function serveGateways(setups: () => Readonly<Record<string, Setup>>): Gateway {
  const gateway = new Gateway();
  beforeAll(() => gateway.start(setups()));
  afterAll(() => gateway.close());
  return gateway;
}

function listening<Server extends Origin | Recorder>(server: Server): Server {
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return server;
}
