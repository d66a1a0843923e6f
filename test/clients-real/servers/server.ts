/**
 * A third-party server, started on loopback with a new, empty folder, and what is done with it.
 */
import type { FormatName } from "../../../src/clients/index.ts";
import type { PresetName } from "../../../src/config/presets/index.ts";
import type { Category } from "../../../src/failure/category.ts";
import type { Command, Run } from "../programs/program.ts";

/** A command and how it must end; run in the order of the list, at the server itself and through the gateway. */
export interface Exchange {
  readonly name: string;
  /** What a refusal must show on the terminal through the gateway; null for a success. */
  readonly refused: RegExp | null;
  /** The SHA-256 that the command prints for the bytes it got. */
  readonly digest?: string;
  /** Why a success may count something as `not_found` on its way; by default none does. */
  readonly asksFirst?: string;
  /** What the gateway must count the refusal as. */
  readonly counted?: Category;
  /** `folder` is the server's, for what a registry keeps outside of HTTP. */
  command(run: Run, folder: string): Command;
}

export interface Serving {
  /** Commands that make the server's data before it starts. */
  readonly before?: readonly (readonly string[])[];
  readonly argv: readonly string[];
  /** Commands that stop what does not end with the server's process group. */
  readonly after?: readonly (readonly string[])[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

export interface Server {
  readonly name: string;
  /** A command that prints it, for Debian's packages. */
  readonly version: string | readonly string[];
  readonly format: string;
  /** The programs, clients included, whose absence means "not run". */
  readonly needs: readonly string[];
  /** The prefix under which clients and the gateway know it; the server has it at `base`. */
  readonly prefix: string;
  /** Prefix of the server's own paths: `` or `/v2`. */
  readonly base: string;
  /** The gateway is configured with this preset, and has the server's own paths. */
  readonly preset?: PresetName;
  /** Instead of one format, or in addition to a preset: each at the server's own path. */
  readonly routes?: readonly { readonly path: `/${string}/*`; readonly format: FormatName }[];
  /** `spare` is a second free port, for a server of two programs. */
  serving(folder: string, port: number, spare: number): Serving;
  readonly exchanges: readonly Exchange[];
}

export const USER = "somebody";
export const PASSWORD = "secret";
/** bcrypt and {SHA} of that password, for servers with a htpasswd file. */
export const HTPASSWD_BCRYPT = `${USER}:$2b$04$B/kYMYqRFC9MPaj/WVQev.wwgWtQm7igC5JJh0c8ihlQPc3sNlGTq\n`;
export const HTPASSWD_SHA = `${USER}:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n`;

export function shell(script: string, more: Omit<Command, "argv"> = {}): Command {
  return { argv: ["sh", "-c", script], ...more };
}

/** How an exchange has to end. */
export type Ending = Omit<Exchange, "name" | "command">;
export type Files = NonNullable<Command["files"]>;

/** An exchange run by a shell script. */
export function exchange(
  name: string,
  ending: Ending,
  script: (run: Run, folder: string) => string,
  files: (run: Run) => Files = () => ({}),
  env: (run: Run) => Readonly<Record<string, string>> = () => ({}),
): Exchange {
  return {
    name,
    ...ending,
    command: (run, folder) => shell(script(run, folder), { files: files(run), env: env(run) }),
  };
}
