// What the browser's script does, asked by test_browser.py: JSON in by the standard input, JSON out.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Blob } from "node:buffer";

const [script, modules] = process.argv.slice(2);
const sealing = await import(pathToFileURL(script).href);
const sodium = createRequire(`${modules}/`)("libsodium-wrappers-sumo");
await sealing.use(sodium);

const asked = {
  receipts: ({ count }) => Array.from({ length: count }, () => sealing.newReceipt()),
  read: ({ typed }) =>
    typed.map((each) => {
      try {
        return sealing.readReceipt(each);
      } catch (fault) {
        return [fault.groups, fault.count];
      }
    }),
  locators: ({ receipts }) => receipts.map((each) => sealing.textOf(sealing.locatorOf(each))),
  canonical: ({ said }) => said.map((each) => sealing.textOf(sealing.canonical(each))),
  mark: ({ plain, key }) => sealing.markOf(plain.map(sealing.bytesOf), sealing.bytesOf(key)),
  derive: ({ secret, salt, cost }) => sealing.textOf(sealing.derive(secret, sealing.bytesOf(salt), cost)),
  intake: ({ receipt, words, readers, cost }) => sealing.sealIntake(receipt, words, readers, cost),
  file: async ({ data, to, about }) => {
    const key = sealing.newFileKey();
    const pieces = [];
    for await (const piece of sealing.sealedPieces(new Blob([sealing.bytesOf(data)]), key)) pieces.push(sealing.textOf(piece));
    return { pieces, key: sealing.textOf(sealing.seal(key, sealing.bytesOf(to), about)) };
  },
  draft: ({ said }) => {
    const key = sealing.newDraftKey();
    const sealed = sealing.sealDraft(said, key);
    return [sealing.openDraft(sealed, key), sealing.openDraft(sealed, sealing.newDraftKey()), sealed.includes("words")];
  },
  work: ({ challenge, about }) => sealing.solveWork(challenge, about),
};

let given = "";
for await (const part of process.stdin) given += part;
const { what, ...rest } = JSON.parse(given);
process.stdout.write(JSON.stringify(await asked[what](rest)));
