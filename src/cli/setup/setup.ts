/**
 * `npm run setup`: from a clone to a running gateway. Asks, shows what it will do, and does it; `--dry-run` only shows it.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { intro, log, note, outro } from "@clack/prompts";
import { ALERT_WEBHOOK } from "../../env.ts";
import { runCommand } from "../command-line.ts";
import type { AccessToken, Answers } from "./answers.ts";
import { type Given, OPTIONS, Refused } from "./given.ts";
import { type Known, readRoutes, stepLines, stepsOf, tellLines } from "./plan.ts";
import { Cancelled, NOTHING_DONE, Prompts } from "./prompts.ts";
import { UneditableFile } from "./toml-value.ts";
import type { Environment } from "./wrangler-file.ts";

const USAGE = `Usage: npm run setup -- [--dry-run] [--yes] [--env name] [--config wrangler.toml] [answers]
From a clone to a running gateway: asks for the registry and the host name, writes wrangler.toml, creates the KV namespace, deploys,
sets a token for the operator's page and runs the doctor. Run again, it changes what you answer differently, and deploys this
version. With --dry-run it shows everything it would do, and does nothing. Every answer may be given as an option instead:
  --origin https://gitlab.acme.io   the registry's URL
  --product gitlab                  a product, or "other" with --format npm, --path "/npm/*" and --reach internet,
                                    access or vpc_service (with --service <id>)
  --host packages.acme.io           the gateway's host name
  --env staging sets up an environment of wrangler.toml, a Worker of its own; the top level is one without a name.
  --start observe                   what is on at first: observe, 5%, on, or keep
  --webhook https://...             where alerts are posted, which is never shown; or in OUTSPOKEN_ALERT_WEBHOOK. With --yes
                                    and without either it is left out`;

/** The exit code of a shell's Ctrl+C. */
const STOPPED = 130;
const NO_ID = "<the id of the new namespace>";

await runCommand({
  usage: USAGE,
  reads: {
    options: {
      ...OPTIONS,
      config: { type: "string", default: "wrangler.toml" },
      env: { type: "string", default: "" },
      "dry-run": { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
    },
  },
  run: async ({ values: { config: file, env, "dry-run": isDry, yes, ...given } }) => {
    try {
      if (!/^[\w-]*$/.test(env))
        throw new Refused("--env wants the name of an environment, such as staging.");
      const webhook = given.webhook ?? process.env.OUTSPOKEN_ALERT_WEBHOOK ?? (yes ? "" : undefined);
      const place = { file, environment: env === "" ? null : env };
      await setUp(place, { ...given, webhook }, isDry, yes);
    } catch (error) {
      const { Failed } = await import("./carry-out.ts");
      if (error instanceof Cancelled) end(error.message, STOPPED);
      else if (error instanceof Refused || error instanceof UneditableFile) end(error.message, 1);
      else if (error instanceof Failed)
        end(`${error.message}\nWhat is done stays; npm run setup continues from there.`, 1);
      else throw error;
    }
  },
});

interface Place {
  readonly file: string;
  readonly environment: Environment;
}

async function setUp(
  { file, environment }: Place,
  given: Given,
  isDry: boolean,
  yes: boolean,
): Promise<void> {
  // These load wrangler's code and all formats, which --help does not wait for.
  const [
    { askAnswers },
    { Work },
    { accessHeaders, accessSecrets, earlierAnswers, fileWith },
    { configurationIn, changedLines },
    { lookForUnknown },
  ] = await Promise.all([
    import("./ask.ts"),
    import("./carry-out.ts"),
    import("./wrangler-file.ts"),
    import("./preview.ts"),
    import("./look.ts"),
  ]);
  const before = readFileSync(file, "utf8");
  const earlier = earlierAnswers(before, environment);
  const prompts = new Prompts(given, process.stdin.isTTY === true);
  intro("Outspoken");
  const answers = await askAnswers(prompts, earlier);
  const textWith = (namespaceId: string) => fileWith(before, answers, namespaceId, environment);
  const after = textWith(earlier.namespaceId ?? NO_ID);
  const configuration = configurationIn(after, environment);
  if (!configuration.ok) throw new Refused(`${file}: ${configuration.problem}`);
  const { routes } = configuration;
  for (const change of await refuseMistakes(after, environment)) log.warn(change);
  const token = accessTokenIn(answers);
  const unknown = await lookForUnknown(
    readRoutes(answers, routes),
    token === null ? {} : accessHeaders(token),
  );
  if (unknown !== null) log.info(unknown);
  const { worker, namespaceId } = earlier;
  const known: Known = { file, worker, environment, namespaceId, routes };
  const steps = stepsOf(answers, known);
  note(changedLines(before, after).join("\n") || "nothing changes", file);
  const lines = steps.map((step, index) => {
    const [does, byHand = ""] = stepLines(step, known);
    return `${index + 1}. ${does}\n   ${byHand}`;
  });
  note(lines.join("\n"), "Steps, and how each is done by hand");
  if (isDry) return finish("Nothing was done. This is what to tell developers:", answers, known);
  if (!yes && !prompts.isTerminal) throw new Refused("--yes is missing, and there is no terminal to ask on.");
  if (!yes && !(await prompts.consent("Do it?"))) throw new Cancelled(NOTHING_DONE);
  prompts.isUnderWay = true;
  const secrets = new Map(token === null ? [] : accessSecrets(token));
  if (answers.webhook !== null) secrets.set(ALERT_WEBHOOK, answers.webhook);
  const work = new Work(known, prompts, secrets, textWith);
  for (const step of steps) await work.carryOut(step);
  finish("What to tell your developers:", answers, known);
}

function accessTokenIn({ registry }: Answers): AccessToken | null {
  return registry.kind === "route" && registry.reach.kind === "access" ? registry.reach.token : null;
}

/**
 * Refuses what `npm run check` would refuse, before anything is written. Out: the check's lines about an older version's file.
 */
async function refuseMistakes(text: string, environment: Environment): Promise<readonly string[]> {
  const [{ readDeployment }, { checkReport }] = await Promise.all([
    import("../deployment.ts"),
    import("../check-report.ts"),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "outspoken-setup-"));
  try {
    const file = join(folder, "wrangler.toml");
    writeFileSync(file, text);
    const name = environment ?? undefined;
    const deployment = readDeployment(file, name, "deployed");
    const { ok, lines } = checkReport({
      file,
      environment: name,
      deployment,
      secrets: { kind: "unseen" },
      since: null,
    });
    if (!ok) throw new Refused(lines.join("\n"));
    return lines.filter((line) => line.startsWith("Changed in "));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function finish(title: string, answers: Answers, { routes }: Known): void {
  log.message([title, ...tellLines(answers, routes)]);
  outro(`The operator's page: https://${answers.host}/-/outspoken/`);
}

function end(says: string, status: number): void {
  process.stderr.write(`${says}\n`);
  process.exitCode = status;
}
