/** Before a file's tests: switches the mutant on; or, if there is none, prints after the tests which mutants were reached. */
import { afterAll, expect, inject } from "vitest";

declare global {
  /** What the instrumented code reads, wherever it runs. */
  var __stryker__: { activeMutant?: string; mutantCoverage?: { static: Record<string, number> } } | undefined;
}

const active = inject("activeMutant");

if (active !== "") globalThis.__stryker__ = { activeMutant: active };
else {
  // Both by code that runs here and by the Workers that it starts (workspace.ts).
  const reached: Record<string, number> = {};
  globalThis.__stryker__ = { mutantCoverage: { static: reached } };
  afterAll(() => {
    const report = { file: expect.getState().testPath, reached: Object.keys(reached) };
    // biome-ignore lint/suspicious/noConsole: the only way from a test to the reporter, inside workerd too.
    console.log(JSON.stringify(report));
  });
}
