/** Carries out the steps of a plan. Each first looks at what exists, so that the next run finishes one that was stopped. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { log } from "@clack/prompts";
import * as v from "valibot";
import { ALERT_WEBHOOK } from "../../env.ts";
import { parseJson } from "../../text/json.ts";
import { examine } from "../doctor/examine.ts";
import { report } from "../doctor/report.ts";
import { setSecretsIn } from "../set-secrets.ts";
import { NAMESPACE } from "../switch-command.ts";
import { type Ran, runWrangler } from "../wrangler.ts";
import type { Known, Step } from "./plan.ts";
import type { Prompts } from "./prompts.ts";
import type { Environment } from "./wrangler-file.ts";

/** A step that failed, with what Cloudflare or wrangler reported. */
export class Failed extends Error {}

const NAMESPACES = v.array(v.object({ id: v.string(), title: v.string() }));
const TOKEN_BYTES = 32;

export class Work {
  readonly #known: Known;
  readonly #prompts: Prompts;
  /** The file's new text, once the namespace exists. */
  readonly #textWith: (namespaceId: string) => string;
  /** Secrets that the operator has already entered, by name. */
  readonly #secrets: ReadonlyMap<string, string>;
  #namespaceId: string | null;
  /** Known only if this run generated it or the environment has it. */
  #token: string | null = process.env.OUTSPOKEN_ADMIN_TOKEN ?? null;

  constructor(
    known: Known,
    prompts: Prompts,
    secrets: ReadonlyMap<string, string>,
    textWith: (namespaceId: string) => string,
  ) {
    this.#secrets = secrets;
    this.#known = known;
    this.#prompts = prompts;
    this.#textWith = textWith;
    this.#namespaceId = known.namespaceId;
  }

  async carryOut(step: Step): Promise<void> {
    switch (step.kind) {
      case "namespace":
        this.#namespaceId = this.#namespace(step.title);
        return log.success(`The KV namespace ${step.title} exists.`);
      case "file":
        if (this.#namespaceId === null) throw new Failed("There is no KV namespace.");
        replaceFile(this.#known.file, this.#textWith(this.#namespaceId));
        return log.success(`${this.#known.file} is written.`);
      case "switches":
        this.#putSwitches(step.values);
        return log.success(`Switched ${Object.keys(step.values).length} routes.`);
      case "deploy":
        log.step("Deploying, which takes half a minute.");
        this.#wrangler(["deploy"]);
        return log.success(`${this.#known.worker} is deployed.`);
      case "admin_token":
        return this.#setAdminToken();
      case "secret":
        return this.#askSecret(step.name);
      case "alert_webhook":
        await this.#askSecret(ALERT_WEBHOOK);
        return log.info(`To try it: OUTSPOKEN_ADMIN_TOKEN=... npm run alerts -- ${step.url} --test`);
      case "doctor":
        return this.#askDoctor(step.url);
    }
  }

  #namespace(title: string): string {
    const find = () =>
      v
        .parse(NAMESPACES, jsonIn(this.#wrangler(["kv", "namespace", "list"]).stdout))
        .find((namespace) => namespace.title === title)?.id;
    const present = find();
    if (present !== undefined) return present;
    this.#wrangler(["kv", "namespace", "create", title], { environment: null });
    const made = find();
    if (made === undefined)
      throw new Failed(`Cloudflare created the KV namespace ${title} but does not list it yet.`);
    return made;
  }

  #putSwitches(values: Readonly<Record<string, string>>): void {
    const folder = mkdtempSync(join(tmpdir(), "outspoken-setup-"));
    try {
      const file = join(folder, "switches.json");
      writeFileSync(file, JSON.stringify(Object.entries(values).map(([key, value]) => ({ key, value }))));
      this.#wrangler(["kv", "bulk", "put", file, "--binding", NAMESPACE, "--remote", "--preview", "false"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #setAdminToken(): void {
    if (this.#isSet("ADMIN_TOKEN")) {
      log.info(`ADMIN_TOKEN is set already. For another one: ${this.#putByHand("ADMIN_TOKEN")}`);
      return;
    }
    const token = randomBytes(TOKEN_BYTES).toString("hex");
    // Shown before it is set: a run that is stopped in between generates another one.
    log.message([
      "The token of the operator's page, shown this once. Keep it in your team's secret store:",
      token,
    ]);
    this.#wrangler(["secret", "put", "ADMIN_TOKEN"], { input: token });
    this.#token = token;
    log.success("ADMIN_TOKEN is set.");
  }

  async #askSecret(name: string): Promise<void> {
    const known = this.#secrets.get(name);
    if (known === undefined && this.#isSet(name)) return log.info(`${name} is set already.`);
    const value = known ?? (await this.#prompts.secret(`The value of ${name}`, "required"));
    if (value === null) return log.warn(`${name} is not set: ${this.#putByHand(name)}`);
    this.#wrangler(["secret", "put", name], { input: value });
    log.success(`${name} is set.`);
  }

  async #askDoctor(url: string): Promise<void> {
    if (this.#token === null)
      return log.info(`The doctor needs the token: OUTSPOKEN_ADMIN_TOKEN=... npm run doctor -- ${url}`);
    const examination = await examine({ url: new URL(url), token: this.#token });
    log.message(report(examination, new URL(url)).trimEnd());
    if (examination.kind === "impossible")
      log.info(
        `A new host name takes some minutes for its DNS record and certificate. Then: OUTSPOKEN_ADMIN_TOKEN=... npm run doctor -- ${url}`,
      );
  }

  #putByHand(name: string): string {
    return `npx wrangler secret put ${name} --env=${this.#known.environment ?? '""'}`;
  }

  #isSet(name: string): boolean {
    const names = setSecretsIn(this.#run(["secret", "list", "--format", "json"]));
    if (names === null) throw new Failed("Cloudflare does not say which secrets are set.");
    return names.has(name);
  }

  #wrangler(args: readonly string[], how: How = {}): Ran {
    const ran = this.#run(args, how);
    if (ran.status === 0) return ran;
    throw new Failed(`wrangler ${args.slice(0, 2).join(" ")}: ${errorIn(ran)}`);
  }

  #run(args: readonly string[], { environment = this.#known.environment, input }: How = {}): Ran {
    // If there is no `--env`, not even an empty one, wrangler warns about a file with environments.
    return runWrangler([...args, "--config", this.#known.file, `--env=${environment ?? ""}`], input);
  }
}

interface How {
  readonly input?: string;
  /** Instead of setup's own: wrangler puts an environment's name before the title of a namespace. */
  readonly environment?: Environment;
}

function jsonIn(output: string): unknown {
  return parseJson(output.slice(Math.max(0, output.indexOf("["))));
}

/** Atomically: if stopped at any time, it leaves the old file or the new one. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.setup`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

/** wrangler's own lines about an error, or what to do about the most common one. */
function errorIn({ stdout, stderr }: Ran): string {
  const output = stripVTControlCharacters(`${stderr}\n${stdout}`);
  if (/CLOUDFLARE_API_TOKEN environment variable|not authenticated/.test(output))
    return "you are not logged in; run `npx wrangler login` first.";
  const lines = output.split("\n").map((line) => line.trim());
  const begin = lines.findIndex((line) => line.includes("[ERROR]"));
  const error = lines.slice(Math.max(0, begin)).filter((line) => line !== "" && !line.startsWith("🪵"));
  return error
    .slice(0, 4)
    .join(" ")
    .replace(/^\W*\[ERROR\]\s*/, "");
}
