import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { pathsUnder, root } from "../house/tree.ts";

test("every link from one page of the repository to another leads somewhere", async () => {
  const pages = pathsUnder().filter((path) => path.endsWith(".md"));
  expect(pages).toContain("README.md");
  const broken = await Promise.all(
    pages.map(async (page) => {
      const text = await readFile(join(root, page), "utf8");
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) =>
        /^(https?:|mailto:|#)/.test(target) ? [] : [target.replace(/#.*$/, "")],
      );
      return links.filter((link) => !existsSync(join(root, dirname(page), link))).map((link) => `${page}: ${link}`);
    }),
  );
  expect(broken.flat()).toEqual([]);
});
