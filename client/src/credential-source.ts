import { error, failure, type Result, success } from "@thoth-iac/model";
import type { Credential } from "./credential.ts";
import { type CredentialName, variablesOf } from "./faces.ts";
import { type GivenSettings, type Surroundings, textIn } from "./given-settings.ts";

/** The credential: of the attributes, and only if none of them is set, of the environment, then of the saved session. */
export async function credentialOf(given: GivenSettings, around: Surroundings): Promise<Result<Credential>> {
  const { face, env } = around;
  const set = face.credentials.filter((name) => textIn(given[name]) !== undefined);
  const kinds = new Set(set.map(kindOf));
  if (kinds.size > 1) {
    const names = set.map(face.spell).join(" and ");
    const detail = `${names} are set. Calls carry either an organization API key or an admin bearer token: give one of them.`;
    return failure(
      error("conflicting_attributes", {
        summary: "Two kinds of credential are given",
        detail,
        attribute: set.slice(-1),
      }),
    );
  }
  const [name] = set;
  if (name !== undefined) {
    return found(
      { stands: name, value: textIn(given[name]) ?? "", spelling: face.spell(name), attribute: name },
      around,
    );
  }
  for (const [variable, stands] of variablesOf(face)) {
    const value = textIn(env[variable]);
    if (value !== undefined) {
      return found({ stands, value, spelling: `the environment variable ${variable}` }, around);
    }
  }
  return face.session ? session(around) : failure(missing(around));
}

interface Found {
  /** The attribute that was set, or that a variable stands for. */
  readonly stands: CredentialName;
  readonly value: string;
  readonly spelling: string;
  readonly attribute?: CredentialName;
}

async function found(it: Found, { readFile }: Surroundings): Promise<Result<Credential>> {
  const { stands, value, spelling, attribute } = it;
  const refuse = (summary: string, detail: string) =>
    failure(error("invalid_configuration", { summary, detail, attribute: attribute && [attribute] }));
  if (!stands.endsWith("_file")) return checked(it, value, spelling);
  const source = `the file ${value} (${spelling})`;
  const summary = "The credential's file cannot be read";
  let text: string;
  try {
    text = (await readFile(value)).trim();
  } catch (thrown) {
    return refuse(
      summary,
      `${spelling} names ${value}, which ${whyUnreadable(thrown)}. Correct the path, or make the file readable.`,
    );
  }
  if (text === "")
    return refuse(
      "The credential's file is empty",
      `${spelling} names ${value}, which is empty. Write the credential into it.`,
    );
  return checked(it, text, source);
}

function checked({ stands, attribute }: Found, value: string, source: string): Result<Credential> {
  if (/^[\x21-\x7e]{1,16384}$/.test(value)) return success({ kind: kindOf(stands), value, source });
  const detail = `What came from ${source} holds blanks, line breaks or other characters that no credential has, or is too long. Give the bare key or token.`;
  return failure(
    error("invalid_configuration", {
      summary: "The credential cannot be used",
      detail,
      attribute: attribute && [attribute],
    }),
  );
}

async function session(around: Surroundings): Promise<Result<Credential>> {
  const { env, readFile } = around;
  const named = textIn(env.THOTH_AUTH_SESSION_FILE);
  if (named !== undefined) {
    return found(
      { stands: "admin_bearer_token_file", value: named, spelling: "the environment variable THOTH_AUTH_SESSION_FILE" },
      around,
    );
  }
  const home = textIn(env.HOME) ?? textIn(env.USERPROFILE);
  if (home === undefined) return failure(missing(around));
  const path = `${home.replace(/[/\\]+$/, "")}/.thoth/admin-token.jwt`;
  try {
    await readFile(path);
  } catch (thrown) {
    // Whoever never logged in has no such file, which is no fault of the file.
    if (codeOf(thrown) === "ENOENT") return failure(missing(around));
  }
  return found({ stands: "admin_bearer_token_file", value: path, spelling: "the saved session" }, around);
}

function missing({ face }: Surroundings) {
  const summary = "No credential is given";
  if (face.session) {
    const detail = `Set THOTH_API_KEY or THOTH_ADMIN_BEARER_TOKEN_FILE in the environment, or give ${face.credentials.slice(0, 3).map(face.spell).join(", ")}.`;
    return error("unauthenticated", { summary, detail });
  }
  const detail = `None of ${face.credentials.map(face.spell).join(", ")} is set, nor is one of ${variablesOf(face)
    .map(([name]) => name)
    .join(", ")} in the environment. Set one of them.`;
  return error("invalid_configuration", { summary, detail });
}

function kindOf(name: CredentialName): Credential["kind"] {
  return name === "org_api_key" || name === "org_api_key_file" ? "org_api_key" : "admin_bearer_token";
}

function whyUnreadable(thrown: unknown): string {
  const code = codeOf(thrown);
  if (code === "ENOENT") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  if (code === "EISDIR") return "is a folder";
  return `cannot be read${code === undefined ? "" : ` (${code})`}`;
}

function codeOf(thrown: unknown): string | undefined {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string"
    ? thrown.code
    : undefined;
}
