import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onPath } from "../engines/on-path.ts";
import { complaintOf, run } from "../run.ts";

const library = "github.com/spf13/cobra";
const version = "v1.9.1";

/** A small command line compiled by Go, or why there is none. */
export type GoCli = { readonly path: string } | { readonly missing: string };

/**
 * Compiles a command line for the comparison: on the library that kubectl, helm and the like are built on, with as many
 * commands and flags as a tool of our size has. The module comes from the Go module proxy.
 */
export async function buildGoCli(
  folder: string,
  { env, log }: { readonly env: NodeJS.ProcessEnv; readonly log: (line: string) => void },
): Promise<GoCli> {
  const go = await onPath("go", env);
  if (go === undefined) return { missing: "there is no Go compiler on PATH" };
  const source = join(folder, "go-cli");
  await mkdir(source);
  await writeFile(join(source, "main.go"), program);
  await writeFile(join(source, "go.mod"), `module bench\n\ngo 1.23\n\nrequire ${library} ${version}\n`);
  const options = { cwd: source, env: { ...env, GOFLAGS: "-mod=mod", GOWORK: "off" }, timeoutMs: 300_000 };
  log(`Compiling a command line of Go's (${library} ${version}) ...`);
  const path = join(folder, "go-cli-compiled");
  const built = await run(go, ["build", "-trimpath", "-ldflags", "-s -w", "-o", path, "."], options);
  return built.ok ? { path } : { missing: `go cannot compile it: ${complaintOf(built).replaceAll("\n", " ")}` };
}

/** 12 groups of 5 commands with 8 flags each, and `version`, which prints a line. */
const program = `package main

import (
	"fmt"
	"os"

	"${library}"
)

func main() {
	root := &cobra.Command{Use: "bench", Short: "A command line for comparison.", SilenceUsage: true}
	root.PersistentFlags().String("tenant-id", "", "Tenant.")
	root.PersistentFlags().String("govapi-url", "", "Address.")
	root.PersistentFlags().Bool("json", false, "Print JSON.")
	for group := 0; group < 12; group++ {
		parent := &cobra.Command{Use: fmt.Sprintf("group-%d", group), Short: "A group of commands."}
		for _, verb := range []string{"list", "get", "apply", "delete", "watch"} {
			child := &cobra.Command{Use: verb, Short: "Does one thing.", RunE: func(*cobra.Command, []string) error { return nil }}
			for flag := 0; flag < 4; flag++ {
				child.Flags().String(fmt.Sprintf("text-%d", flag), "", "A text.")
				child.Flags().Bool(fmt.Sprintf("switch-%d", flag), false, "A switch.")
			}
			parent.AddCommand(child)
		}
		root.AddCommand(parent)
	}
	root.AddCommand(&cobra.Command{Use: "version", Short: "Prints the version.", Run: func(*cobra.Command, []string) {
		fmt.Println("bench 0.1.0")
	}})
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
`;
