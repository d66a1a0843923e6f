/**
 * The process that runs the tests of one mutant after the other, in one long-lived Vitest: starting it takes longer than most
 * of its runs. It has its own process group, so that everything that a stuck test has started ends with it.
 */
import { relative } from "node:path";
import { createVitest, type TestSpecification } from "vitest/node";

export interface Task {
  /** Which mutant is active, by its id. */
  readonly mutant: string;
  /** The Worker's bundle with that mutant. */
  readonly bundle: string;
  /** Below the project; run in this order until one fails. */
  readonly files: readonly string[];
}

export interface Ended {
  /** The first file in which a test failed, twice; null: all passed. */
  readonly failed: string | null;
}

const vitest = await createVitest({
  config: "test/mutation/vitest.config.ts",
  watch: false,
  bail: 1,
  reporters: [{}],
});
const specifications = new Map<string, TestSpecification>();
for (const specification of await vitest.globTestSpecifications())
  specifications.set(relative(process.cwd(), specification.moduleId), specification);

process.on("message", (task: Task) => {
  judge(task).then((failed) => process.send?.({ failed } satisfies Ended));
});

async function judge({ mutant, bundle, files }: Task): Promise<string | null> {
  for (const project of vitest.projects) {
    project.provide("activeMutant", mutant);
    project.provide("workerBundle", bundle);
  }
  for (const file of files) {
    const specification = specifications.get(file);
    if (specification === undefined) throw new Error(`there is no ${file}`);
    // On a busy machine a timed test may fail without a mutant.
    if (!(await passes(specification)) && !(await passes(specification))) return file;
  }
  return null;
}

async function passes(specification: TestSpecification): Promise<boolean> {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
  // Vitest also lists what it ran before.
  const own = testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
  return unhandledErrors.length === 0 && own.length > 0 && own.every((module) => module.ok());
}
