/** The try-out form. */
import { html } from "hono/html";
import { FORMAT_NAMES } from "../../clients/index.ts";
import { HELP_MAX_BYTES, REASON_MAX_CHARACTERS } from "../../limits.ts";
import { PROGRAMS } from "../terminals.ts";
import { SHAPES } from "../try-out/origin-shapes.ts";
import { ADMIN_PATH, type Markup } from "./layout.ts";

/** The fields of the form, as its address has them. */
export interface Entered {
  readonly client: string;
  readonly user_agent: string;
  readonly shape: string;
  readonly status: string;
  readonly message: string;
  readonly help: string;
}

export const NOTHING_TRIED: Entered = {
  client: clientValue("npm", "npm 11 install"),
  user_agent: "",
  shape: "message",
  status: "403",
  message: "Package protected. Ask the maintainers of group acme for push rights.",
  help: "",
};

const HELP_EXAMPLE = "Ask: https://security.example.com/ask?package={package}&ref={ref}";

/** One choice contains both: `npm/pnpm 11`, or `vscode/` for a format without programs. */
export function clientValue(format: string, program: string): string {
  return `${format}/${program}`;
}

export function tryOutForm(tried: Entered): Markup {
  const chosen = tried.client;
  return html`<form id="try-out" class="try" method="get" action="${ADMIN_PATH}/try-out">
<div><label for="client">Client</label>
<select id="client" name="client">${FORMAT_NAMES.map(
    (format) =>
      html`<optgroup label="${format}">${clientsOf(format).map(([program, label, userAgent]) =>
        option(clientValue(format, program), label, chosen, userAgent),
      )}</optgroup>`,
  )}</select></div>
<div><label for="user_agent">User-Agent, if not its own</label>
<input id="user_agent" name="user_agent" value="${tried.user_agent}" autocomplete="off" spellcheck="false"></div>
<div><label for="shape">The origin answers with</label>
<select id="shape" name="shape">${Object.entries(SHAPES).map(([name, label]) => option(name, label, tried.shape))}</select></div>
<div><label for="status">Status</label>
<input id="status" name="status" type="number" min="400" max="599" required value="${tried.status}"></div>
<div class="wide"><label for="message">Message</label>
<textarea id="message" name="message" rows="2" maxlength="${REASON_MAX_CHARACTERS}">${tried.message}</textarea></div>
<div class="wide"><label for="help">What to do next, as in <code>HELP</code></label>
<input id="help" name="help" value="${tried.help}" maxlength="${HELP_MAX_BYTES}" autocomplete="off" placeholder="${HELP_EXAMPLE}"></div>
<button>Try</button>
</form>`;
}

function clientsOf(
  format: string,
): readonly (readonly [program: string, label: string, userAgent: string])[] {
  const programs = PROGRAMS.filter((program) => program.format === format);
  const listed = programs.map(({ name, headers }) => [name, name, headers["user-agent"] ?? ""] as const);
  return [...listed, ["", `another client of ${format}`, ""]];
}

function option(value: string, label: string, chosen: string, userAgent?: string): Markup {
  return html`<option value="${value}"${value === chosen ? html` selected` : ""}${
    userAgent === undefined ? "" : html` data-user-agent="${userAgent}"`
  }>${label}</option>`;
}
