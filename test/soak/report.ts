/** Prints what was measured, line by line, and counts how many bars are met. */

const NAME_WIDTH = 48;
const VALUE_WIDTH = 42;

export class Report {
  #passed = 0;
  #failed = 0;

  section(title: string): void {
    process.stdout.write(`\n${title}\n`);
  }

  /** A figure without a bar. */
  note(name: string, value: string): void {
    process.stdout.write(`  ${name.padEnd(NAME_WIDTH)}${value}\n`);
  }

  /** A figure and its bar. */
  check(name: string, value: string, bar: string, passes: boolean): void {
    if (passes) this.#passed += 1;
    else this.#failed += 1;
    const verdict = `${bar}  ${passes ? "pass" : "FAIL"}`;
    process.stdout.write(`  ${name.padEnd(NAME_WIDTH)}${value.padEnd(VALUE_WIDTH)}${verdict}\n`);
  }

  /** The last line; the process exits with 1 if a bar is missed. */
  end(): void {
    process.stdout.write(`\n${this.#passed} passed, ${this.#failed} failed\n`);
    process.exitCode = this.#failed === 0 ? 0 : 1;
  }
}

export function mib(kib: number): string {
  return `${(kib / 1_024).toFixed(1)} MiB`;
}
