/** autocannon 9.0.0 comes without types; declares what is used here, from its README. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events";

  interface Client {
    readonly pipelinedRequests: { addBody: (data: Buffer) => void };
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly amount: number;
    readonly headers: Readonly<Record<string, string>>;
    /** Milliseconds between two checks whether the run is over. */
    readonly sampleInt: number;
    readonly timeout: number;
    readonly setupClient: (client: Client) => void;
  }

  interface Result {
    readonly errors: number;
    readonly timeouts: number;
  }

  interface Run
    extends EventEmitter<{
      response: [client: object, status: number, bytes: number, milliseconds: number];
    }> {
    then(done: (result: Result) => void, failed: (error: Error) => void): void;
  }

  function autocannon(options: Options): Run;
  export = autocannon;
}
