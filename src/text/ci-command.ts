/**
 * Words that the programs which run builds take for commands wherever a log line has them: whoever puts them into a
 * refusal could set variables of the steps that follow. Pure; linear.
 */

/**
 * Azure Pipelines (`##vso[`, microsoft/azure-pipelines-agent Command.TryParse), GitHub Actions' older form (`##[`,
 * actions/runner ActionCommand.TryParse) and TeamCity look for it anywhere in a line.
 */
const ANYWHERE = /##(?=(?:vso|teamcity)?\[)/gi;
/**
 * GitHub Actions' `::name ...::`, at the beginning of a line (the same). A line's blanks are searched from its own
 * beginning only, and for the nearest `::`: both keep the work linear.
 */
const AT_BEGINNING = /(^|[\n\r\u2028\u2029])([^\S\n\r\u2028\u2029]*):(?=:[A-Za-z-]{1,40}(?:\s[^\n]*?)?::)/g;

/** `text` with a blank inside of what begins a command, so that nothing obeys it. Idempotent. */
export function withoutCommands(text: string): string {
  if (!mayHoldCommand(text)) return text;
  return text.replace(ANYWHERE, "# #").replace(AT_BEGINNING, "$1$2: ");
}

/** False where there can be no command in `text`, nor in any part of it. */
export function mayHoldCommand(text: string): boolean {
  return text.includes("##") || text.includes("::");
}
