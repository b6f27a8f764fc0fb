import { expect, test } from "@jest/globals";
import { createProgress } from "./progress.ts";

function heard(isTTY: boolean) {
  const written: string[] = [];
  let draw = () => {};
  const drawn = new Promise<void>((resolve) => {
    draw = resolve;
  });
  const write = (text: string) => {
    draw();
    return written.push(text) > 0;
  };
  // as: progress looks at these three alone.
  const out = { write, isTTY, columns: 60 } as unknown as NodeJS.WriteStream;
  return { progress: createProgress(out, { plain: false }), text: () => written.join(""), drawn };
}

test("tells a step that ended with the last thing it said, and gives what it made", async () => {
  const { progress, text } = heard(false);
  const made = await progress.step("build", async (say) => {
    say("half");
    say("all of it");
    return 7;
  });
  expect(made).toBe(7);
  expect(text()).toMatch(/^ {2}✓ build +all of it \(0\.\d s\)\n$/);
});

test("marks a step that failed, and passes the failure on", async () => {
  const { progress, text } = heard(false);
  await expect(progress.step("build", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(text()).toMatch(/^ {2}✗ build +\(0\.\d s\)\n$/);
});

test("redraws one line on a terminal, no wider than it is", async () => {
  const { progress, text, drawn } = heard(true);
  await progress.step("build", async (say) => {
    say("x".repeat(200));
    await drawn;
  });
  const frames = text().split("\r\u001b[K").slice(1, -1);
  expect(frames.length).toBeGreaterThan(0);
  for (const frame of frames) {
    expect(frame).not.toContain("\n");
    expect(frame.length).toBeLessThan(60);
  }
});
