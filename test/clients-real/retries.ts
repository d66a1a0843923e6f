/** The settings by which `programs/` turn off the clients' retries; their defaults are tried without them. */
import type { Command } from "./programs/program.ts";

const SWITCHES: readonly RegExp[] = [
  // npm, pnpm, pip, dnf
  /fetch-retries=0\n/,
  /^--config\.fetch-retries=0$/,
  /^--retries=0$/,
  /^--setopt=retries=1$/,
  // yarn 4, Cargo
  /httpRetry: 0\n/,
  /\[net\]\nretry = 0\n/,
  // Maven
  /^-Daether\.(?:connector|transport)\.http\.retryHandler\.count=0$/,
  /^-Dmaven\.wagon\.httpconnectionManager\.maxBackoffSeconds=0$/,
  // Conan, the SDKs
  /(?:core\.(?:net\.http|download|upload):(?:max_retries|retry|retry_wait)=0\n)+/,
  /, max_retries=0/,
  // apt, git-lfs, dockerd
  / -o Acquire::Retries=0/,
  / && git config lfs\.transfer\.maxretries 1/,
  / --max-download-attempts 1/,
];
/** uv, Bundler, OpenTofu. */
const VARIABLES: ReadonlySet<string> = new Set([
  "UV_HTTP_RETRIES",
  "BUNDLE_RETRY",
  "TF_REGISTRY_DISCOVERY_RETRY",
]);

/** The same command, with its program's default retries. */
export function withRetries({ argv, env = {}, files = {}, ...rest }: Command): Command {
  return {
    ...rest,
    argv: argv
      .filter((word) => !SWITCHES.some((one) => one.test(word) && word.replace(one, "") === ""))
      .map(cleaned),
    env: Object.fromEntries(Object.entries(env).filter(([name]) => !VARIABLES.has(name))),
    files: Object.fromEntries(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === "string" ? cleaned(content) : content,
      ]),
    ),
  };
}

function cleaned(text: string): string {
  return SWITCHES.reduce((cut, one) => cut.replace(one, ""), text);
}
