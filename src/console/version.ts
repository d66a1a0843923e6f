/** The version that the page, the API and the metrics name, as in package.json. Answers to strangers do not. */
export const VERSION = "0.2.0";
