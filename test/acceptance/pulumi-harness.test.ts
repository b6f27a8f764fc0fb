import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Config, type CustomResourceOptions, dynamic, type Input, type Output } from "@pulumi/pulumi";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { version } from "@thoth-iac/model";
import { openPulumiStack, type PulumiStack, type PulumiStackOptions } from "../support/pulumi.ts";
import { describeOnPulumi } from "../support/pulumi-engines.ts";
import { pulumiStory } from "../support/pulumi-story.ts";

interface NoteInputs {
  readonly text: string;
  /** What answers that it will not have it. */
  readonly refused?: string;
  /** A file that creation waits for. */
  readonly gate?: string;
}

/** A dynamic resource of the SDK's own, without anything of ours, that echoes what it is given. */
class Note extends dynamic.Resource {
  declare readonly echo: Output<string>;
  declare readonly seen: Output<string>;
  declare readonly model: Output<string>;
  constructor(
    name: string,
    args: { readonly [Key in keyof NoteInputs]: Input<NonNullable<NoteInputs[Key]>> },
    options?: CustomResourceOptions,
  ) {
    const provider: dynamic.ResourceProvider<NoteInputs, NoteInputs & { readonly echo: string }> = {
      check: async (_, inputs) =>
        inputs.refused === "check" ? { failures: [{ property: "refused", reason: "not this" }] } : { inputs },
      create: async (inputs) => {
        if (inputs.refused === "create") throw new Error("The server says no.");
        const wait = () => new Promise((resolve) => setTimeout(resolve, 20));
        if (inputs.gate !== undefined) while (!require("node:fs").existsSync(inputs.gate)) await wait();
        const seen = Object.keys(process.env).filter((key) => key.startsWith("THOTH_"));
        const outs = {
          ...inputs,
          echo: `${inputs.text}!`,
          seen: seen.join(),
          model: require("@thoth-iac/model").version,
        };
        return { id: `note-${inputs.text}`, outs };
      },
      update: async (_id, _old, inputs) => ({ outs: { ...inputs, echo: `${inputs.text}!` } }),
    };
    super(provider, name, { ...args, echo: undefined, seen: undefined, model: undefined }, options, "test", "Note");
  }
}

/** Two notes, of which the second one says what the first one echoes. */
const notes =
  (text: string, more: Omit<NoteInputs, "text"> = {}) =>
  async () => {
    const first = new Note("first", { text, ...more });
    const second = new Note("second", { text: first.echo });
    return { echo: second.echo };
  };

describeOnPulumi("a stack of the tests", (engine) => {
  let folders: string[] = [];
  let stacks: PulumiStack[] = [];
  const open = async (options: Partial<PulumiStackOptions> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), "thoth-pulumi-"));
    folders.push(folder);
    const stack = await openPulumiStack({ engine, folder, ...options });
    stacks.push(stack);
    return stack;
  };
  beforeEach(() => {
    folders = [];
    stacks = [];
  });
  afterEach(async () => {
    for (const stack of stacks) stack.close();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  test("is made, left alone, changed, refreshed and destroyed", async () => {
    const stack = await open({ program: notes("a") });
    const planned = await stack.preview();
    expect(planned.did).toEqual(["create first", "create second"]);
    const made = await stack.up();
    expect(made.did).toEqual(["create first", "create second"]);
    expect(made.outputs).toEqual({ echo: { value: "a!!", secret: false } });
    const again = await stack.up();
    expect(again.did).toEqual([]);
    expect(again.steps.map(({ op, name, id }) => [op, name, id])).toEqual([
      ["same", "first", "note-a"],
      ["same", "second", "note-a!"],
    ]);
    await stack.preview({ expectNoChanges: true });
    await stack.refused("preview", { program: notes("b"), expectNoChanges: true });
    const changed = await stack.up({ program: notes("b") });
    expect(changed.did).toEqual(["update first", "update second"]);
    expect(changed.steps[0]?.diffs).toEqual(["text"]);
    expect((await stack.refresh()).ok).toBe(true);
    expect((await stack.destroy()).did).toEqual(["delete first", "delete second"]);
    expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
  }, 60_000);

  test("has its configuration, and keeps what is secret in it from plain sight", async () => {
    const stack = await open({ config: { "thoth:tenantId": "acme" }, secrets: { "thoth:orgApiKey": "a-key-to-hide" } });
    const { outputs } = await stack.up({
      program: async () => {
        const config = new Config("thoth");
        return { tenant: config.require("tenantId"), key: config.requireSecret("orgApiKey") };
      },
    });
    expect(outputs).toEqual({
      tenant: { value: "acme", secret: false },
      key: { value: "a-key-to-hide", secret: true },
    });
    const state = JSON.stringify(await stack.exportState());
    expect(state).toContain("acme");
    expect(state).not.toContain("a-key-to-hide");
    expect(stack.printed()).not.toContain("a-key-to-hide");
  }, 60_000);

  test("tells what a program, a check and a creation complain of, and goes on from there", async () => {
    const stack = await open();
    const fails = async (): Promise<never> => Promise.reject(new Error("The program says no."));
    const failed = await stack.refused("up", { program: fails });
    expect(failed.errors.join("\n")).toMatch(/The program says no\./);
    const within = async () => {
      const { echo } = new Note("first", { text: "a" });
      return { length: echo.apply((text) => fails().then(() => text.length)) };
    };
    const late = await stack.refused("up", { program: within });
    expect(late.errors.join("\n")).toMatch(/The program says no\./);
    expect(late.did).toEqual(["create first"]);
    const aside = await stack.refused("up", {
      program: async () => {
        new Note("first", { text: "a" }).echo.apply(() => fails());
      },
    });
    expect(aside.errors.join("\n")).toMatch(/The program says no\./);
    const checked = await stack.refused("up", { program: notes("b", { refused: "check" }) });
    expect(checked.errors).toEqual([expect.stringMatching(/'first': property refused .* not this/)]);
    expect(checked.messages.find(({ severity }) => severity === "error")?.urn).toMatch(/::first$/);
    await stack.destroy();
    const created = await stack.refused("up", { program: notes("b", { refused: "create" }) });
    expect(created.errors).toEqual([expect.stringMatching(/The server says no\./)]);
    expect(created.steps.map(({ op, name, failed }) => [op, name, failed])).toEqual([["create", "first", true]]);
    expect((await stack.up({ program: notes("b") })).did).toEqual(["create first", "create second"]);
  }, 60_000);

  test("is not disturbed by another one that runs at the same time", async () => {
    const program = async () => {
      const first = new Note("first", { text: new Config().require("text") });
      await new Promise((resolve) => first.echo.apply(resolve));
      return { echo: new Note("second", { text: first.echo }).echo, text: new Config().require("text") };
    };
    const texts = ["one", "other"];
    const stacks = await Promise.all(texts.map((text) => open({ program, config: { "stories:text": text } })));
    const made = await Promise.all(stacks.map((stack) => stack.up()));
    const shown = made.map(({ outputs: { echo, text } }) => [echo?.value, text?.value]);
    expect(shown).toEqual(texts.map((text) => [`${text}!!`, text]));
  }, 60_000);

  test("shows its providers the environment that it was given, and our packages as they stand in the sources", async () => {
    process.env.THOTH_STRAY = "1";
    const program = async () => {
      const { seen, model } = new Note("first", { text: "a" });
      return { seen, model };
    };
    const stack = await open({ env: { THOTH_GIVEN: "1" }, program });
    expect((await stack.up()).outputs).toMatchObject({ seen: { value: "THOTH_GIVEN" }, model: { value: version } });
    delete process.env.THOTH_STRAY;
  }, 60_000);

  test("takes a state from elsewhere", async () => {
    const [one, other] = await Promise.all([open({ program: notes("a") }), open({ program: notes("a") })]);
    await one.up();
    await other.importState(await one.exportState());
    expect((await other.up()).did).toEqual([]);
  }, 60_000);

  test("runs any command of the engine, and says how it ended", async () => {
    const stack = await open({ config: { "thoth:tenantId": "acme" } });
    expect(await stack.run(["config", "get", "thoth:tenantId"])).toEqual({ code: 0, stdout: "acme\n", stderr: "" });
    expect(await stack.run(["config", "get", "thoth:nothing"])).toMatchObject({
      code: expect.not.stringMatching(/^0$/),
      stderr: expect.stringMatching(/thoth:nothing/),
    });
  }, 60_000);

  test("can have its engine interrupted, which ends what it is doing, or killed, which ends nothing", async () => {
    const stack = await open();
    const gate = join(stack.project, "gate");
    const creating = () => stack.attempt("up", { program: notes("a", { gate }) });
    const isCreation = ({ resourcePreEvent }: EngineEvent) =>
      resourcePreEvent?.metadata.op === "create" && resourcePreEvent.metadata.type.endsWith(":Note");
    const [killed] = await Promise.all([creating(), stack.until(isCreation).then(stack.kill)]);
    expect(killed).toMatchObject({ ok: false, did: [] });
    // A killed engine leaves its lock behind.
    expect(await stack.run(["cancel", "--yes"])).toMatchObject({ code: 0 });
    const interrupting = async () => {
      await stack.until(isCreation);
      await stack.interrupt();
      await writeFile(gate, "");
    };
    const [interrupted] = await Promise.all([creating(), interrupting()]);
    expect(interrupted).toMatchObject({ ok: false, did: ["create first"] });
    expect((await stack.up({ program: notes("a", { gate }) })).did).toEqual(["create second"]);
  }, 60_000);
});

describeOnPulumi("a story", (engine) => {
  pulumiStory(engine, "has a tenant, and stacks whose configuration is the way to it", async ({ govApi, stack }) => {
    const program = async () => {
      const config = new Config("thoth");
      const url = `${config.require("govapiUrl")}/${config.require("tenantId")}/thoth/settings`;
      return { status: config.requireSecret("orgApiKey").apply((key) => statusOf(url, key)) };
    };
    const stacks = [await stack({ program }), await stack({ program, secrets: { "thoth:orgApiKey": "no-such-key" } })];
    const outcomes = await Promise.all(stacks.map((each) => each.up()));
    expect(outcomes.map(({ outputs }) => outputs.status?.value)).toEqual([200, 401]);
    expect(govApi.proxy.requests).toHaveLength(2);
  });
});

async function statusOf(url: string, key: string): Promise<number> {
  return (await fetch(url, { headers: { "x-api-key": key } })).status;
}

describeOnPulumi(
  "a project of its own",
  (engine) => {
    pulumiStory(engine, "is run by the host of its language", async ({ folder, stack }) => {
      const source = join(folder, "written");
      await mkdir(source);
      await writeFile(join(source, "Pulumi.yaml"), "name: written\nruntime: nodejs\n");
      await writeFile(join(source, "package.json"), "{}");
      const config = 'new (require("@pulumi/pulumi").Config)("thoth")';
      await writeFile(join(source, "index.js"), `exports.tenant = ${config}.require("tenantId");\n`);
      const written = await stack({ source });
      expect((await written.up()).outputs).toEqual({ tenant: { value: "acme", secret: false } });
      await written.preview({ expectNoChanges: true });
    });
  },
  ["nodejs"],
);
