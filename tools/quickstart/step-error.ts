/** A step that failed: what it was, what it said last, and what to do. */
export class StepError extends Error {
  /** All there is to tell, line by line. */
  readonly lines: readonly string[];

  constructor(title: string, told: { readonly said: readonly string[]; readonly advice: string }) {
    super(title);
    this.name = "StepError";
    this.lines = ["", `${title} failed.`, ...told.said.map((line) => `  | ${line}`), "", told.advice];
  }
}
