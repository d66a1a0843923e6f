/** The expected header names, written out once more so that none gets lost from a list. */

export const OF_THE_HOP = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
];

/** Headers in which a client sends its credentials. */
export const OF_THE_CLIENT = [
  "authorization",
  "private-token",
  "job-token",
  "deploy-token",
  "x-jfrog-art-api",
  "x-nuget-apikey",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "x-auth-token",
  "cookie",
];
