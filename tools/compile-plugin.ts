import process from "node:process";

/*
 * Run by Bun. Compiles the plugin as `flags` of build-executables.ts compile the others, and leaves out of Pulumi's SDK
 * what writes a program's functions down as text: no component does that, and it asks for a TypeScript compiler in the
 * folder that the executable was built in.
 */

interface Loading {
  onLoad(where: { readonly filter: RegExp }, give: () => { readonly contents: string; readonly loader: "js" }): void;
}

/** What of Bun's own this file uses; no other file of the project knows it. */
declare const Bun: {
  build(options: {
    readonly entrypoints: readonly string[];
    readonly target: "bun";
    readonly minify: boolean;
    readonly bytecode: boolean;
    readonly conditions: readonly string[];
    readonly compile: {
      readonly outfile: string;
      readonly autoloadDotenv: boolean;
      readonly autoloadBunfig: boolean;
    };
    readonly plugins: readonly { readonly name: string; setup(build: Loading): void }[];
  }): Promise<{ readonly success: boolean; readonly logs: readonly unknown[] }>;
};

const [entry = "", outfile = ""] = process.argv.slice(2);
const closures = /[/\\]@pulumi[/\\]pulumi[/\\](typescript-shim|runtime[/\\]closure[/\\]\w+)\.js$/;
let leftOut = 0;

async function compile(): Promise<void> {
  await Bun.build({
    entrypoints: [entry],
    target: "bun",
    minify: true,
    bytecode: true,
    conditions: ["@thoth-iac/source"],
    compile: { outfile, autoloadDotenv: false, autoloadBunfig: false },
    plugins: [
      {
        name: "leave out what writes functions down",
        setup: (build) =>
          build.onLoad({ filter: closures }, () => {
            leftOut += 1;
            return { contents: "module.exports = {};", loader: "js" };
          }),
      },
    ],
  });
  if (leftOut === 0) throw new Error("Pulumi's SDK keeps what writes functions down elsewhere than it did.");
}

// Bun ends with an error where this fails.
void compile();
