/**
 * What a program of the suite is: where it is, what it can do, and with which command.
 */
import type { ScenarioName } from "../scenarios.ts";

/** Which requests of a command the scenario affects. */
export type Stage = "metadata" | "download" | "publish" | "login";

export const OPERATION_NAMES = ["install", "download", "publish", "login", "call"] as const;
/** `install` fails at its first request, `download` at the package's own file, after good metadata; `call` is an API. */
export type OperationName = (typeof OPERATION_NAMES)[number];

/** Where a command finds its registry, and the folders made for this one run. */
export interface Run {
  /** `http://127.0.0.1:port/npm`, without a slash at its end. */
  readonly base: string;
  /** `127.0.0.1:port` */
  readonly host: string;
  /** A new, empty home. */
  readonly home: string;
  /** The working folder, inside the home. */
  readonly work: string;
}

export interface Command {
  readonly argv: readonly string[];
  /** In addition to the few that every run gets (see sandbox.ts). */
  readonly env?: Readonly<Record<string, string>>;
  /** Written before the run; relative paths are below `work`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Run on its own terminal, for programs that print less to a pipe. */
  readonly pty?: boolean;
}

export interface Operation {
  readonly name: OperationName;
  /** By default those that fit the operation (see matrix.ts). */
  readonly scenarios?: readonly ScenarioName[];
  command(run: Run): Command;
}

export interface Program {
  /** The name in the table and in the filter: `npm 11`. */
  readonly name: string;
  /** The key of its expectations: `npm`. */
  readonly family: string;
  readonly format: string;
  /** The executable whose absence means "not run". */
  readonly path: string;
  readonly versionCommand: readonly string[];
  /** For programs that don't report it themselves. */
  readonly version?: string;
  readonly operations: readonly Operation[];
  /** Sends requests in parallel, so their order, and which of them follow a failed one, is a matter of chance. */
  readonly parallel?: boolean;
  /** Copied (hard links) into the home before each run: target below home -> source folder. */
  readonly warm?: Readonly<Record<string, string>>;
  readonly limitSeconds?: number;
}

/** A program that this machine's registries don't have, for the table. */
export interface Absent {
  readonly name: string;
  readonly because: string;
}
