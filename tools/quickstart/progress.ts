/** Tells a person what is being done, and for how long. */
export interface Progress {
  /** A line of text. */
  readonly line: (text?: string) => void;
  /** Does a step and shows it: while it lasts with what it says of itself, then with the last of that. */
  readonly step: <T>(title: string, work: (say: (detail: string) => void) => Promise<T>) => Promise<T>;
}

const titleWidth = 24;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Progress on a stream: redrawn in place on a terminal, elsewhere a line whenever a step has gone on for long. */
export function createProgress(
  out: Pick<NodeJS.WriteStream, "write" | "isTTY" | "columns">,
  { plain }: { readonly plain: boolean },
): Progress {
  const live = out.isTTY && !plain;
  const paint = (code: number, text: string) => (live ? `\u001b[${code}m${text}\u001b[0m` : text);
  const erase = live ? "\r\u001b[K" : "";
  const line = (text = "") => void out.write(`${erase}${text}\n`);
  return {
    line,
    step: async (title, work) => {
      const start = performance.now();
      const elapsed = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
      let detail = "";
      let ticks = 0;
      const draw = () => {
        ticks += 1;
        const text = `${title.padEnd(titleWidth)} ${elapsed()}${detail === "" ? "" : `  ${detail}`}`;
        if (live) out.write(`${erase}  ${frames[ticks % frames.length]} ${text.slice(0, (out.columns || 80) - 5)}`);
        else line(`  … ${text}`);
      };
      const timer = setInterval(draw, live ? 100 : 5_000);
      const end = (mark: string) => {
        clearInterval(timer);
        line(`  ${mark} ${title.padEnd(titleWidth)} ${detail === "" ? "" : `${detail} `}${paint(2, `(${elapsed()})`)}`);
      };
      try {
        const made = await work((text) => {
          detail = text;
        });
        end(paint(32, "✓"));
        return made;
      } catch (thrown) {
        end(paint(31, "✗"));
        throw thrown;
      }
    },
  };
}
