/** A reporter: writes which mutants each test file reached, and how long it took, to the file that MUTANTS_REACHED names. */
import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

export interface ReachedBy {
  /** Relative to the project. */
  readonly file: string;
  readonly seconds: number;
  readonly passed: boolean;
  /** Ids. */
  readonly mutants: readonly string[];
}

interface Report {
  readonly file: string;
  readonly reached: readonly string[];
}

// biome-ignore lint/style/noDefaultExport: Vitest requires it.
export default class ReachedReporter implements Reporter {
  readonly #mutants = new Map<string, readonly string[]>();

  onUserConsoleLog({ content }: { content: string }): void {
    for (const line of content.split("\n")) {
      if (!line.startsWith('{"file":')) continue;
      const { file, reached }: Report = JSON.parse(line);
      this.#mutants.set(file, reached);
    }
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const reached = modules.map(
      (module): ReachedBy => ({
        file: module.relativeModuleId,
        seconds: module.diagnostic().duration / 1_000,
        passed: module.ok(),
        mutants: this.#mutants.get(module.moduleId) ?? [],
      }),
    );
    writeFileSync(process.env.MUTANTS_REACHED ?? "reached.json", JSON.stringify(reached));
  }
}
