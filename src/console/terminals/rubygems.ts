/** What RubyGems (remote_fetcher.rb, gemcutter_utilities.rb) and Bundler (fetcher/index.rb) print of an answer. */
import { type Arrived, own, type Program, program } from "./program.ts";

const RUBYGEMS = "Ruby, RubyGems/3.7.2 x86_64-linux Ruby/3.4.1";
const BUNDLER = "bundler/2.7.0 rubygems/3.7.2 ruby/3.4.1 (x) command/install";
const SPECS = "/specs.4.8.gz";

export const RUBYGEMS_PROGRAMS: readonly Program[] = [
  program("rubygems", "gem install", SPECS, RUBYGEMS, gemInstallPrints),
  program("rubygems", "gem push", "POST /api/v1/gems", RUBYGEMS, gemcutterPrints),
  program("rubygems", "bundler", SPECS, BUNDLER, bundlerPrints),
];

/** RemoteFetcher#fetch_http before 4.1. */
export function fetchError(a: Arrived): string {
  return `bad response ${a.phrase} ${a.status} (${a.url})`;
}

/** From 4.1 the header comes before the phrase. */
export function fetchError41(a: Arrived): string {
  return `Bad response ${a.headers.get("x-error-message") ?? a.phrase} ${a.status} (${a.url})`;
}

function gemInstallPrints(a: Arrived): string {
  return `ERROR:  Could not find a valid gem 'app' (>= 0), here is why:
          Unable to download data from ${a.url} - ${fetchError(a)}`;
}

/** On Ruby 3.2 and later the class name that detailed_message adds is the first group (command_manager.rb). */
export function commandManagerPrints(message: string): string {
  return message.replace(/ \(.*?\)/, "");
}

export type BundlerError =
  | "CertificateFailureError"
  | "AuthenticationRequiredError"
  | "AuthenticationForbiddenError"
  | "HTTPError";

/** The full-index fetcher looks for words and digits in the entire text, whatever the status. */
export function bundlerErrorOf(message: string): BundlerError {
  if (message.includes("certificate verify failed")) return "CertificateFailureError";
  if (message.includes("401")) return "AuthenticationRequiredError";
  return message.includes("403") ? "AuthenticationForbiddenError" : "HTTPError";
}

function bundlerPrints(a: Arrived): string {
  const text = fetchError(a);
  switch (bundlerErrorOf(text)) {
    case "CertificateFailureError":
      return own("the certificate could not be verified");
    case "AuthenticationRequiredError":
      return own("authentication is required");
    case "AuthenticationForbiddenError":
      return own("the access token could not be authenticated");
    case "HTTPError":
      return `Could not fetch specs from ${a.url} due to underlying error <${text}>`;
  }
}

/** GemcutterUtilities#with_response: a dialogue, or the body through clean_text. */
export function gemcutterPrints(a: Arrived): string {
  if (a.status === 401 && a.body.startsWith("You have enabled multifactor authentication"))
    return own("asks for a one-time password: OTP dialogue");
  if (a.status === 403 && a.body.startsWith("The API key doesn't have access"))
    return own("asks for a key with a wider scope: scope dialogue");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: clean_text replaces them
  return a.body.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, ".");
}
