import { ApiError } from "@predictiondex/contract/client";
import { describe, expect, it } from "vitest";
import { isTemporary, retryDelay } from "../src/api/query-client.ts";

const problem = (status: number) => ({
  type: "urn:test",
  title: "test",
  status,
  detail: "test",
  instance: "/",
  code: "TEST",
});

describe("isTemporary", () => {
  it.each([
    [new ApiError(problem(503), 5), true],
    [new ApiError(problem(500), undefined), true],
    [new ApiError(problem(429), undefined), true],
    [new ApiError(problem(422), undefined), false],
    [new TypeError("Failed to fetch"), true],
    [new SyntaxError("Unexpected token"), false],
  ])("of %s is %s", (error, expected) => {
    expect(isTemporary(error)).toBe(expected);
  });
});

describe("retryDelay", () => {
  it("waits as long as the service asks", () => {
    expect(retryDelay(7, new ApiError(problem(503), 5))).toBe(5000);
  });

  it("otherwise waits 2 s, then longer, 8 s at most", () => {
    expect([0, 1, 2, 9].map((failures) => retryDelay(failures, new TypeError()))).toEqual([
      2000, 4000, 8000, 8000,
    ]);
  });
});
