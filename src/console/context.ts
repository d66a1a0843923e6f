/** What every handler of the console gets. */
import type { Context } from "hono";
import type { Env } from "../env.ts";

export interface ConsoleEnv {
  readonly Bindings: Env;
  readonly Variables: {
    /** The name under which changes are recorded; may be empty. */
    readonly operator: string;
  };
}

export type ConsoleContext = Context<ConsoleEnv>;
