// Sealing in the browser: what is said is sealed before it leaves the phone, in the form that the server
// writes too where there are no scripts (grievances/sealing). docs/sealing.md says who opens what.
// Both libraries are fetched from this host when `load` is called; the page's policy needs 'wasm-unsafe-eval'.

let sodium = null;

/** Fetch libsodium: the addresses of libsodium-sumo.js and libsodium-wrappers.js, in this order. */
export const load = async (addresses) => {
  for (const address of addresses) {
    await new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.charset = "utf-8"; // the machine code within is written as text; another reading breaks it
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error(address)));
      document.head.append(script);
    });
  }
  await use(globalThis.sodium);
};

/** Take a libsodium that is there already. */
export const use = async (library) => {
  if (!library) throw new Error("libsodium");
  await library.ready;
  sodium = library;
};

// Bytes and texts -----------------------------------------------------------------------------------

const bytesOfWords = (text) => new TextEncoder().encode(text);
export const textOf = (bytes) => sodium.to_base64(bytes, sodium.base64_variants.ORIGINAL);
export const bytesOf = (text) => sodium.from_base64(text, sodium.base64_variants.ORIGINAL);

const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

// BLAKE2b of 32 bytes with a use of its own ("person"); the wrappers offer it for an empty message only.
const hash = (message, { key = new Uint8Array(), person = "" }) => {
  const raw = sodium.libsodium;
  const places = [];
  const put = (bytes) => {
    const at = raw._malloc(bytes.length || 1);
    raw.HEAPU8.set(bytes, at);
    places.push([at, bytes.length]);
    return at;
  };
  const padded = new Uint8Array(16);
  padded.set(bytesOfWords(person));
  try {
    const out = put(new Uint8Array(32));
    const failed = raw._crypto_generichash_blake2b_salt_personal(
      out, 32, put(message), message.length, 0, key.length ? put(key) : 0, key.length, 0, put(padded),
    );
    if (failed) throw new Error("hash");
    return raw.HEAPU8.slice(out, out + 32);
  } finally {
    for (const [at, length] of places) {
      raw.HEAPU8.fill(0, at, at + length);
      raw._free(at);
    }
  }
};

// Receipts -------------------------------------------------------------------------------------------

const GROUPS = 5;
const SIZE = 5;
// H. M. Damm's check, as in receipts.py.
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];
const checkOf = (digits, place) => [...digits].reduce((interim, digit) => Number(DAMM[interim][digit]), place + 1);

/** A receipt that is none: `groups` are the numbers (from 1) that do not hold, or `count` the digits. */
export class Mistyped extends Error {
  constructor(groups, count) {
    super(groups.length ? `groups ${groups}` : `${count} digits`);
    this.groups = groups;
    this.count = count;
  }
}

/** A new receipt: 25 digits without spaces. */
export const newReceipt = () => {
  const group = (_none, place) => {
    const digits = Array.from({ length: SIZE - 1 }, () => sodium.randombytes_uniform(10)).join("");
    return digits + checkOf(digits, place);
  };
  return Array.from({ length: GROUPS }, group).join("");
};

const isDigit = (sign) => /^\p{Nd}$/u.test(sign);
const valueOf = (sign) => {
  // Every script has its ten digits in a row.
  const code = sign.codePointAt(0);
  let before = 0;
  while (isDigit(String.fromCodePoint(code - before - 1))) before += 1;
  return before % 10;
};

/** The 25 digits, in whatever script and with whatever spaces they were typed. Throws Mistyped. */
export const readReceipt = (typed) => {
  const digits = [...typed.normalize("NFKC")].filter(isDigit).map(valueOf).join("");
  if (digits.length !== GROUPS * SIZE) throw new Mistyped([], digits.length);
  const wrong = shownReceipt(digits)
    .split(" ")
    .flatMap((group, place) => (checkOf(group.slice(0, -1), place) === Number(group.at(-1)) ? [] : [place + 1]));
  if (wrong.length) throw new Mistyped(wrong, null);
  return digits;
};

/** The receipt as one reads and writes it: five groups. */
export const shownReceipt = (receipt) => receipt.match(/.{5}/g).join(" ");

/** 32 bytes that name the receipt without telling it. */
export const locatorOf = (receipt) => hash(bytesOfWords(receipt), { person: "receipt locator" });

// Rooms ----------------------------------------------------------------------------------------------

/** The context that everything in a case is bound to. */
export const place = (complainantPublic, room, what) => `${complainantPublic}/${room}/${what}`;

const bound = (words, about) => joined(hash(bytesOfWords(about), { person: "sealed context" }), words);

/** The bytes, sealed to the public key and bound to what they are about. */
export const seal = (words, publicKey, about) => sodium.crypto_box_seal(bound(words, about), publicKey);

const secretbox = (plain, key) => {
  const nonce = sodium.randombytes_buf(sodium.crypto_secretbox_NONCEBYTES);
  return joined(nonce, sodium.crypto_secretbox_easy(plain, nonce, key));
};

/** Words under a key of their own, which is sealed to the room: `{key, body}` as text. */
export const sealEntry = (words, publicKey, about) => {
  const key = sodium.randombytes_buf(sodium.crypto_secretbox_KEYBYTES);
  const entry = { key: textOf(seal(key, publicKey, `${about}/key`)), body: textOf(secretbox(bound(words, about), key)) };
  sodium.memzero(key);
  return entry;
};

// The intake -----------------------------------------------------------------------------------------

const even = (said) => {
  if (typeof said === "string") return said.replace(/\r\n?/g, "\n").replace(/\p{Cs}/gu, "\uFFFD");
  if (Array.isArray(said)) return said.map(even);
  if (said === null || typeof said !== "object") return said;
  return Object.fromEntries(Object.keys(said).sort().map((key) => [key, even(said[key])]));
};

/** The words as JSON, the same bytes whoever wrote them. */
export const canonical = (said) => bytesOfWords(JSON.stringify(even(said)));

/** What recognises the same words under the same receipt; tells nothing without it. */
export const markOf = (plain, key) => {
  const lengths = (text) => {
    const eight = new DataView(new ArrayBuffer(8));
    eight.setBigUint64(0, BigInt(text.length));
    return new Uint8Array(eight.buffer);
  };
  const message = joined(...plain.flatMap((text) => [lengths(text), text]));
  return sodium.to_hex(sodium.crypto_generichash(32, message, hash(new Uint8Array(), { key, person: "mark of words" })));
};

/** A key from a receipt or passphrase, slowly. */
export const derive = (secret, salt, cost) =>
  sodium.crypto_pwhash(
    sodium.crypto_secretbox_KEYBYTES, bytesOfWords(secret.normalize("NFKC")), salt,
    cost.passes, cost.memory, sodium.crypto_pwhash_ALG_ARGON2ID13,
  );

/**
 * The envelope that the server takes. `words` is `{case, identity}`, `readers` `{handlers, custodians}` with
 * `[id, public key as text]` each, `cost` `{memory, passes}`: all as the server gave them with the page.
 */
export const sealIntake = async (receipt, words, readers, cost) => {
  await new Promise((painted) => setTimeout(painted, 30)); // so that "one moment" can be seen before it begins
  const salt = sodium.randombytes_buf(sodium.crypto_pwhash_SALTBYTES);
  const key = derive(receipt, salt, cost);
  const mine = sodium.crypto_box_keypair();
  const own = textOf(mine.publicKey);
  const to = { case: readers.handlers, identity: readers.custodians, mediation: readers.custodians };
  const plain = [];
  const rooms = {};
  for (const kind of ["case", "identity", "mediation"]) {
    const pair = sodium.crypto_box_keypair();
    const entries = [];
    if (words[kind] && Object.keys(words[kind]).length) {
      const text = canonical(words[kind]);
      plain.push(text);
      entries.push(sealEntry(text, pair.publicKey, place(own, kind, "1")));
    }
    rooms[kind] = {
      public: textOf(pair.publicKey),
      own: textOf(seal(pair.privateKey, mine.publicKey, place(own, kind, "own"))),
      grants: to[kind].map(([id, reader]) => [id, textOf(seal(pair.privateKey, bytesOf(reader), place(own, kind, "grant")))]),
      entries,
    };
    sodium.memzero(pair.privateKey);
  }
  const sealed = textOf(secretbox(mine.privateKey, key));
  const mark = markOf(plain, key);
  sodium.memzero(mine.privateKey);
  sodium.memzero(key);
  return {
    v: 1,
    locator: textOf(locatorOf(receipt)),
    complainant: { public: own, wrapped: { v: 1, salt: textOf(salt), memory: cost.memory, passes: cost.passes, sealed } },
    mark,
    rooms,
  };
};

// Files ----------------------------------------------------------------------------------------------

const CHUNK = 64 * 1024;

/** A file's key; `seal` it to the room beside the file. */
export const newFileKey = () => sodium.crypto_secretstream_xchacha20poly1305_keygen();

/**
 * The sealed file, piece by piece: first the header, then a piece for each 64 KiB. Keep a piece until the
 * server has acknowledged it: made again it would be another one.
 */
export async function* sealedPieces(blob, key) {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  yield header;
  let at = 0;
  do {
    const part = new Uint8Array(await blob.slice(at, at + CHUNK).arrayBuffer());
    at += CHUNK;
    const tag = at < blob.size
      ? sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
      : sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    yield sodium.crypto_secretstream_xchacha20poly1305_push(state, part, null, tag);
  } while (at < blob.size);
}

const LONGEST_SIDE = 4096;

/**
 * A photo drawn anew: upright, without place, time and device; at most 4096 dots long. Throws where the browser cannot
 * read it. Sound, film and documents go as they are: their clean copy is made when they are first opened.
 */
export const withoutMetadata = async (photo) => {
  const seen = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(seen.width, seen.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(seen.width * scale));
  canvas.height = Math.max(1, Math.round(seen.height * scale));
  canvas.getContext("2d").drawImage(seen, 0, 0, canvas.width, canvas.height);
  seen.close();
  const type = photo.type === "image/png" ? "image/png" : "image/jpeg";
  const drawn = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  if (!drawn) throw new Error("canvas");
  return drawn;
};

// Drafts and work ------------------------------------------------------------------------------------

/** A key for a draft on this phone. */
export const newDraftKey = () => textOf(sodium.randombytes_buf(sodium.crypto_secretbox_KEYBYTES));
export const sealDraft = (said, key) => textOf(secretbox(canonical(said), bytesOf(key)));

/** What was drafted, or null where the key is not the draft's. */
export const openDraft = (sealed, key) => {
  try {
    const bytes = bytesOf(sealed);
    const nonce = bytes.slice(0, sodium.crypto_secretbox_NONCEBYTES);
    const plain = sodium.crypto_secretbox_open_easy(bytes.slice(nonce.length), nonce, bytesOf(key));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
};

/** The number that solves a challenge (proof_of_work.py) for what it is about; lets the page breathe. */
export const solveWork = async (challenge, about = "") => {
  const bits = Number(challenge.split(".")[1]);
  for (let nonce = 0; ; nonce += 1) {
    const digest = sodium.crypto_generichash(32, bytesOfWords(`${challenge}:${about}:${nonce}`));
    let zero = 0;
    for (const byte of digest) {
      zero += byte ? Math.clz32(byte) - 24 : 8;
      if (byte) break;
    }
    if (zero >= bits) return String(nonce);
    if (nonce % 2000 === 1999) await new Promise((on) => setTimeout(on, 0));
  }
};
