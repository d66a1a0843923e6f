/** `npm run mutate`: which mutants of the code that handles requests, answers and untrusted text the tests catch. */
import { writeFileSync } from "node:fs";
import { readArguments } from "../../src/cli/command-line.ts";
import { findReached, Judge, type Verdict } from "./judge.ts";
import { type Mutant, putMutants } from "./mutants.ts";
import { drawSample } from "./sample.ts";
import { createWorkspace } from "./workspace.ts";

const FOLDERS = ["request", "response", "text"];

const { values, positionals } = readArguments({
  usage: `Usage: npm run mutate -- [folder...] [options]
Mutates the modules of src/${FOLDERS.join(", src/")} and reports which mutants no test catches. Exits with 1 if fewer than nine in ten are caught.
  --sample n      n mutants of each folder, drawn at random; all of them if absent
  --seed n        another sample (1)
  --only place    those of a file, a folder or a line: src/text/text.ts:59
  --tests path    judge only by the tests below it, such as test/text: quick, while you write them
  --slots n       n mutants at once (4): tests wait more than they work
  --json file     write each mutant with its verdict`,
  reads: {
    allowPositionals: true,
    options: {
      sample: { type: "string" },
      seed: { type: "string", default: "1" },
      only: { type: "string", default: "" },
      tests: { type: "string", default: "" },
      slots: { type: "string", default: "4" },
      json: { type: "string" },
    },
  },
  integers: ["sample", "seed", "slots"],
});

const LEAST_SHARE = 0.9;
const folders = positionals.length === 0 ? FOLDERS : positionals;
const workspace = createWorkspace();
const verdicts = new Map<Mutant, Verdict>();
const judges = Array.from({ length: Number(values.slots) }, (_, slot) => new Judge(workspace, String(slot)));
try {
  const all = await putMutants(workspace.root, folders);
  workspace.bundle();
  const reached = await findReached(workspace, Number(values.slots), values.tests);
  for (const { file } of reached.filter(({ passed }) => !passed))
    process.stdout.write(`left out, since it fails without a mutant: ${file}\n`);
  const drawn = folders.flatMap((folder) =>
    drawSample(
      all.filter((mutant) => mutant.file.startsWith(`src/${folder}/`) && isAt(mutant, values.only)),
      values.sample === undefined ? null : Number(values.sample),
      Number(values.seed),
    ).map((mutant, turn) => ({ mutant, turn })),
  );
  process.stdout.write(`${all.length} mutants, ${drawn.length} of them judged\n`);
  // In turn from each folder, so that an aborted run has some of each.
  const waiting = drawn.toSorted((a, b) => a.turn - b.turn).values();
  const judgeNext = async (judge: Judge): Promise<void> => {
    for (const { mutant } of waiting) {
      const verdict = await judge.judge(mutant, reached);
      verdicts.set(mutant, verdict);
      process.stdout.write(
        `${verdict} ${mutant.file}:${mutant.line} ${mutant.mutator} ${mutant.replacement}\n`,
      );
    }
  };
  await Promise.all(judges.map(judgeNext));
} finally {
  for (const judge of judges) judge.close();
  workspace.remove();
}

function isAt({ file, line }: Mutant, place: string): boolean {
  return file.startsWith(place) || place === `${file}:${line}`;
}

const judged = [...verdicts].map(([mutant, verdict]) => ({ ...mutant, verdict }));
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(judged, null, 1));
for (const folder of folders) {
  const own = judged.filter(({ file }) => file.startsWith(`src/${folder}/`));
  if (own.length === 0) continue;
  const caught = own.filter(({ verdict }) => verdict === "caught" || verdict === "late").length;
  const share = caught / own.length;
  process.stdout.write(`src/${folder}: ${caught} of ${own.length} caught (${(share * 100).toFixed(1)} %)\n`);
  if (share < LEAST_SHARE) process.exitCode = 1;
}
