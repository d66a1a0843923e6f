/**
 * What a program of the suite is: where it is, what it can be asked to do, and with which command.
 */
import type { ScenarioName } from "../scenarios.ts";

/** Which requests of a command the scenario strikes. */
export type Stage = "metadata" | "download" | "publish" | "login";

export const OPERATION_NAMES = ["install", "download", "publish", "login", "call"] as const;
/** `install` fails at its first question, `download` at the package's own file, after good metadata; `call` is an API. */
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
  /** Beside the few that every run gets (see sandbox.ts). */
  readonly env?: Readonly<Record<string, string>>;
  /** Written before the run; relative paths are below `work`. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Run on a terminal of its own, for programs that say less to a pipe. */
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
  /** What its expectations are kept under: `npm`. */
  readonly family: string;
  readonly format: string;
  /** The executable whose absence means "not run". */
  readonly path: string;
  readonly versionCommand: readonly string[];
  /** For programs that don't say it themselves. */
  readonly version?: string;
  readonly operations: readonly Operation[];
  /** Asks for several things at a time, so that it is chance in which order, and what it still asks when one failed. */
  readonly parallel?: boolean;
  /** Copied (hard links) into the home before each run: target below home -> source folder. */
  readonly warm?: Readonly<Record<string, string>>;
  readonly limitSeconds?: number;
}

/** A program that can't be had on this machine's registries, for the table. */
export interface Absent {
  readonly name: string;
  readonly because: string;
}
