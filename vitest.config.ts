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
          ],
          environment: "node",
        },
      },
    ],
  },
});
