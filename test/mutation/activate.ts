/** Before a file's tests: switches the mutant on where they run; or, where none is, prints after them which were reached. */
import { afterAll, expect, inject } from "vitest";

declare global {
  /** What the instrumented code looks at, wherever it runs. */
  var __stryker__: { activeMutant?: string; mutantCoverage?: { static: Record<string, number> } } | undefined;
}

const active = inject("activeMutant");

if (active !== "") globalThis.__stryker__ = { activeMutant: active };
else {
  // By what runs here, and by the Workers that it starts (workspace.ts).
  const reached: Record<string, number> = {};
  globalThis.__stryker__ = { mutantCoverage: { static: reached } };
  afterAll(() => {
    const report = { file: expect.getState().testPath, reached: Object.keys(reached) };
    // biome-ignore lint/suspicious/noConsole: the way from a test to the reporter, inside workerd too.
    console.log(JSON.stringify(report));
  });
}
