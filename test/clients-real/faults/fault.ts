/**
 * A fault of an origin, or of two that a client must not mix up, and how one client's command has to end with it.
 */
import type { Exchange, Script } from "../../sockets/exchange.ts";
import type { RouteSettings } from "../gateway.ts";
import type { Command, Run } from "../programs/program.ts";
import type { Outcome } from "../sandbox.ts";

export interface Fault {
  readonly name: string;
  /** The client's family, which filters pick by. */
  readonly client: string;
  readonly format: string;
  /** Of the origin's paths and of the gateway's; no other fault has it. */
  readonly prefix: string;
  /** What has to be installed. */
  readonly needs: readonly string[];
  /** How the command ends; `either`: a client may repair it, and must not take it for well where it has not. */
  readonly ends: Ends;
  /** The same where it is run straight at the origin; as `ends` where absent. */
  readonly endsWithout?: Ends;
  /** Fields of the gateway's route. In: the URL of the other origin, with the prefix. */
  route?(otherUrl: string): RouteSettings;
  /** What the command prints of the right bytes, and may not print of others. */
  readonly digest?: string;
  /** Teaches the origins what to answer. */
  serve(place: Place): void;
  command(run: Run): Command;
  /** What the origins saw and should not have, or the other way round. */
  problems?(place: Place, outcome: Outcome, counted: Counted | null): readonly string[];
}

export type Ends = "well" | "badly" | "either";

/** How many log lines the gateway has of a run; null for one without it. */
export interface Counted {
  readonly failures: number;
  /** Answers that the second origin gave. */
  readonly fallbacks: number;
}

/** Where a fault happens: an origin, and another one of which the first may speak. */
export interface Place {
  /** `http://127.0.0.1:port/prefix` of the origin, as it calls itself. */
  readonly url: string;
  readonly otherUrl: string;
  /** What the origin does with requests to a path below the prefix. */
  on(path: string, script: Script): void;
  onOther(path: string, script: Script): void;
  /** The origin answers 200 with this, and `GET` and `HEAD` only. */
  file(path: string, body: string | Buffer, headers?: Readonly<Record<string, string>>): void;
  /** What the origin does with every request that nothing else was said of. */
  onAll(script: Script): void;
  /** The requests of this run, in the order they came; below the prefix, with their queries. */
  seen(): readonly Exchange[];
  seenByOther(): readonly Exchange[];
}

/** The commands of a shell, of which the first that fails ends all. */
export function shell(script: string, more: Omit<Command, "argv"> = {}): Command {
  return { argv: ["sh", "-ec", script], ...more };
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
