/**
 * Commands that CI systems execute from any line of a build log: an origin that puts one into a refusal could set
 * variables for the steps that follow. Pure; linear.
 */

/**
 * Azure Pipelines (`##vso[`, microsoft/azure-pipelines-agent Command.TryParse), GitHub Actions' older form (`##[`,
 * actions/runner ActionCommand.TryParse) and TeamCity look for these anywhere in a line.
 */
const ANYWHERE = /##(?=(?:vso|teamcity)?\[)/gi;
/**
 * GitHub Actions' `::name ...::` at the start of a line (same source). Linear because white space is only read from
 * the start of its line, and because the search ends at the nearest `::`.
 */
const AT_BEGINNING = /(^|[\n\r\u2028\u2029])([^\S\n\r\u2028\u2029]*):(?=:[A-Za-z-]{1,40}(?:\s[^\n]*?)?::)/g;

/** `text` with a space inside anything that begins a command, so that no CI system executes it. Idempotent. */
export function withoutCommands(text: string): string {
  if (!mayHoldCommand(text)) return text;
  return text.replace(ANYWHERE, "# #").replace(AT_BEGINNING, "$1$2: ");
}

/** False if neither `text` nor any part of it can contain a command. */
export function mayHoldCommand(text: string): boolean {
  return text.includes("##") || text.includes("::");
}
