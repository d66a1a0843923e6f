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
  /** Of the paths at the origin and at the gateway; unique to this fault. */
  readonly prefix: string;
  /** What has to be installed. */
  readonly needs: readonly string[];
  /** How the command ends; `either`: a client may repair it, but must not report success if it has not. */
  readonly ends: Ends;
  /** The same directly against the origin; like `ends` if absent. */
  readonly endsWithout?: Ends;
  /** Fields of the gateway's route. In: the URL of the other origin, with the prefix. */
  route?(otherUrl: string): RouteSettings;
  /** What the command prints for the right bytes, and must not print for others. */
  readonly digest?: string;
  /** Scripts the origins' answers. */
  serve(place: Place): void;
  command(run: Run): Command;
  /** What the origins saw but should not have, or the reverse. */
  problems?(place: Place, outcome: Outcome, counted: Counted | null): readonly string[];
}

export type Ends = "well" | "badly" | "either";

/** How many log lines the gateway wrote in a run; null for a run without it. */
export interface Counted {
  readonly failures: number;
  /** Answers that the second origin gave. */
  readonly fallbacks: number;
}

/** Where a fault happens: an origin, and a second one that the first may name. */
export interface Place {
  /** `http://127.0.0.1:port/prefix` of the origin, as it calls itself. */
  readonly url: string;
  readonly otherUrl: string;
  /** What the origin does with requests to a path below the prefix. */
  on(path: string, script: Script): void;
  onOther(path: string, script: Script): void;
  /** The origin answers 200 with this, and `GET` and `HEAD` only. */
  file(path: string, body: string | Buffer, headers?: Readonly<Record<string, string>>): void;
  /** What the origin does with every other request. */
  onAll(script: Script): void;
  /** The requests of this run, in the order they came; below the prefix, with their queries. */
  seen(): readonly Exchange[];
  seenByOther(): readonly Exchange[];
}

/** Shell commands, the first of which that fails ends the script. */
export function shell(script: string, more: Omit<Command, "argv"> = {}): Command {
  return { argv: ["sh", "-ec", script], ...more };
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
