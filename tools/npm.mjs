import { spawn } from "node:child_process";

/**
 * Runs npm with its output on stderr, and gives what it printed on stdout.
 *
 * @param {readonly string[]} argv
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>}
 */
export function npm(argv, { cwd, env = process.env }) {
  // Under `npm run`, npm says where it lives; asked again it would have to be on PATH.
  const cli = process.env.npm_execpath;
  const useCli = cli !== undefined && /npm(-cli)?\.c?js$/.test(cli);
  const [command, first] = useCli ? [process.execPath, [cli]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...argv], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    let complaints = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      complaints += text;
      process.stderr.write(text);
    });
    child.on("error", (error) =>
      reject(new Error(`npm does not start (${error.message}). Install npm, then try again.`)),
    );
    child.on("close", (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(explain(argv, code, complaints)));
    });
  });
}

/**
 * @param {readonly string[]} argv
 * @param {number | null} code
 * @param {string} complaints
 */
function explain(argv, code, complaints) {
  const what = `"npm ${argv.join(" ")}" ended with ${code === null ? "a signal" : `exit code ${code}`}.`;
  if (/E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|HOSTUNREACH|NETUNREACH)|network/i.test(complaints)) {
    return `${what} The npm registry is out of reach: check the network, or the "registry" and "proxy" settings of npm.`;
  }
  return `${what} Its own message stands above.`;
}
