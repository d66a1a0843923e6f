/** How the Worker and `npm run check` begin the line about a bad configuration. */
export const NOT_CONFIGURED = "Outspoken is not configured: ";
