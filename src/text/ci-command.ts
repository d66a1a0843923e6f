/**
 * Commands that CI systems obey in any line of a build log: an origin that puts one into a refusal could set variables
 * of the steps that follow. Pure; linear.
 */

/**
 * Azure Pipelines (`##vso[`, microsoft/azure-pipelines-agent Command.TryParse), GitHub Actions' older form (`##[`,
 * actions/runner ActionCommand.TryParse) and TeamCity look for it anywhere in a line.
 */
const ANYWHERE = /##(?=(?:vso|teamcity)?\[)/gi;
/**
 * GitHub Actions' `::name ...::` at the start of a line (the same). Linear because blanks are read from the start of
 * their own line only, and because the search ends at the nearest `::`.
 */
const AT_BEGINNING = /(^|[\n\r\u2028\u2029])([^\S\n\r\u2028\u2029]*):(?=:[A-Za-z-]{1,40}(?:\s[^\n]*?)?::)/g;

/** `text` with a space inside whatever begins a command, so that nothing obeys it. Idempotent. */
export function withoutCommands(text: string): string {
  if (!mayHoldCommand(text)) return text;
  return text.replace(ANYWHERE, "# #").replace(AT_BEGINNING, "$1$2: ");
}

/** False if neither `text` nor any part of it can contain a command. */
export function mayHoldCommand(text: string): boolean {
  return text.includes("##") || text.includes("::");
}
