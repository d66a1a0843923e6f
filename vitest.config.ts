import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "pure",
          include: [
            "test/failure/**/*.test.ts",
            "test/origins/**/*.test.ts",
            "test/clients/**/*.test.ts",
            "test/config/**/*.test.ts",
            "test/matrix/**/*.test.ts",
          ],
          environment: "node",
        },
      },
      {
        test: {
          name: "sockets",
          include: ["test/sockets/**/*.test.ts", "test/worker/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/sockets/build.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
