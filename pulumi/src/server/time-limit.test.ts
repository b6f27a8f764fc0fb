import { expect, test } from "@jest/globals";
import type { Connected, Session } from "@thoth-iac/client";
import { error, success } from "@thoth-iac/model";
import { Failure, PartialFailure } from "../failure.ts";
import { inTime } from "./time-limit.ts";

const cancelled = error("cancelled", { summary: "Interrupted", detail: "GET /x was interrupted." });

/** A session whose work ends when its signal says so, and how it then ends. */
function sessionEnding(outcome: () => unknown) {
  let signal: AbortSignal | undefined;
  const session: Pick<Session, "connected"> = {
    connected: async (given) => {
      signal = given;
      return success({} as Connected); // the work below looks at the signal alone
    },
  };
  const work = () =>
    new Promise<never>((_, reject) => {
      if (signal === undefined) reject(new Error("there is no limit"));
      signal?.addEventListener("abort", () => reject(outcome()));
    });
  return { session: session as Session, work }; // no other part of it is asked for
}

test("work that the limit ended is told of with the limit", async () => {
  const { session, work } = sessionEnding(() => new Failure([cancelled]));
  await expect(inTime(session, 0.01, work)).rejects.toThrow(
    /did not end in time\. The resource's customTimeouts allow 0\.01 s, which have passed\. GET \/x was interrupted\./,
  );
});

test("what was made before the limit is kept", async () => {
  const made = { id: "j1", properties: { status: "running" } };
  const { session, work } = sessionEnding(() => new PartialFailure([cancelled], made));
  await expect(inTime(session, 0.01, work)).rejects.toMatchObject({
    ...made,
    reasons: [expect.stringMatching(/customTimeouts/)],
  });
});

test("a failure of another kind stays what it is", async () => {
  const conflict = error("conflict", { summary: "Conflict", detail: "Somebody else has it." });
  const { session, work } = sessionEnding(() => new Failure([conflict]));
  await expect(inTime(session, 0.01, work)).rejects.toThrow("Conflict. Somebody else has it.");
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%s is no limit", async (seconds) => {
  const { session, work } = sessionEnding(() => new Failure([cancelled]));
  await expect(inTime(session, seconds, work)).rejects.toThrow("there is no limit");
});

test("a limit longer than a timer takes ends nothing at once", async () => {
  const { session } = sessionEnding(() => new Failure([cancelled]));
  expect(await inTime(session, 1e9, async () => "done")).toBe("done");
});
