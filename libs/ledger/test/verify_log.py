"""Verifies a published log, and files of proof, with nothing but Python and the specification (C2SP; docs/verify.md).

It shares no code and no language with what writes them, so that both may not be wrong in the same way.

    verify_log.py VKEY log FOLDER            every entry, tile, chain and heads leaf below a published checkpoint
    verify_log.py VKEY history FILE          an asn-history/v1
    verify_log.py VKEY proof FILE LEAF       a C2SP tlog-proof, and the leaf that it is about

Ends with 1 at the first thing that does not fit, and says which.
"""

import base64
import hashlib
import json
import os
import struct
import sys


class Broken(Exception):
    pass


def must(holds, broken):
    if not holds:
        raise Broken(broken)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# ---- Ed25519 (RFC 8032, section 6)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def plus(a, b):
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(s, point):
    result = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            result = plus(result, point)
        point = plus(point, point)
        s >>= 1
    return result


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def point_of(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def signed_by(public, message, signature):
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = times(s, BASE), plus(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# ---- C2SP signed-note and tlog-checkpoint


def verifier_of(vkey):
    name, key_id, encoded = vkey.split("+", 2)
    key = base64.b64decode(encoded, validate=True)
    must(len(key) == 33 and key[0] == 1, "vkey: not Ed25519")
    must(sha(name.encode(), b"\n", key)[:4].hex() == key_id, "vkey: its id is that of another key")
    return name, bytes.fromhex(key_id), key[1:]


def checkpoint_of(note, vkey):
    name, key_id, public = verifier_of(vkey)
    text, separator, lines = note.partition("\n\n")
    must(separator != "" and note.endswith("\n"), "checkpoint: no note")
    text += "\n"
    signatures = []
    for line in lines[:-1].split("\n"):
        must(line.startswith("\u2014 "), "checkpoint: a line that is no signature")
        signer, _, encoded = line[2:].partition(" ")
        signature = base64.b64decode(encoded, validate=True)
        if signer == name and signature[:4] == key_id:
            signatures.append(signature[4:])
    must(len(signatures) == 1, "checkpoint: not signed by the log, once")
    must(signed_by(public, text.encode(), signatures[0]), "checkpoint: the signature does not hold")
    origin, size, root = text[:-1].split("\n")
    must(origin == name, "checkpoint: of another origin")
    must(str(int(size)) == size, "checkpoint: its size is not written as it must be")
    return int(size), base64.b64decode(root, validate=True)


# ---- RFC 6962


def parent(left, right):
    return sha(b"\x01", left, right)


def root_of(hashes):
    if not hashes:
        return sha(b"")
    row = list(hashes)
    while len(row) > 1:
        # The last of an odd row is the root of a smaller tree, and goes up as it is.
        odd = [row[-1]] if len(row) % 2 else []
        row = [parent(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)] + odd
    return row[0]


def included(leaf_hash, index, size, path, root, what):
    must(0 <= index < size, f"{what}: beyond the checkpoint")
    node, last, at = index, size - 1, leaf_hash
    for sibling in path:
        must(last > 0, f"{what}: the path is too long")
        if node & 1 or node == last:
            at = parent(sibling, at)
            while not node & 1 and node > 0:
                node, last = node >> 1, last >> 1
        else:
            at = parent(at, sibling)
        node, last = node >> 1, last >> 1
    must(last == 0, f"{what}: the path is too short")
    must(at == root, f"{what}: does not lead to the root")


# ---- Leaves


def url(text):
    must("=" not in text, "base64url: padded")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    must(url_text(data) == text, "base64url: not written as it must be")
    return data


def url_text(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def in_utf16(text):
    return text.encode("utf-16-be")


def canonical(value):
    """JCS of what leaves may hold: no fractions."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda member: in_utf16(member[0]))
        return "{" + ",".join(canonical(name) + ":" + canonical(one) for name, one in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    must(not isinstance(value, float), "a fraction")
    if isinstance(value, int) and not isinstance(value, bool):
        must(abs(value) < 2**53, "a number that is too large")
    return json.dumps(value, ensure_ascii=False)


def members_of(pairs):
    must(len({name for name, _ in pairs}) == len(pairs), "a member twice")
    return dict(pairs)


def leaf_of(text, what):
    leaf = json.loads(text, object_pairs_hook=members_of)
    must(canonical(leaf) == text, f"{what}: not canonical")
    must(sorted(leaf) == ["core", "pos", "src", "v"] and leaf["v"] == 1, f"{what}: other members than a leaf has")
    must(len(text.encode()) <= 16384, f"{what}: too large")
    return leaf


def leaf_hash(text):
    return sha(b"\x00", text.encode())


def event_hash(core):
    return sha(b"asn-event/v1\n", canonical(core).encode())


def opens(data, fields, what):
    """Salted commitments, sd-merkle/v1."""
    if data is None:
        return must(fields == [], f"{what}: fields of nothing")
    must(data["alg"] == "sd-merkle/v1" and data["n"] == len(fields), f"{what}: not all fields")
    digests = [
        url(field["d"]) if "d" in field else sha(b"\x00", canonical([field["p"], field["s"], field["v"]]).encode())
        for field in fields
    ]
    # A digest is a hash of a leaf already.
    must(root_of(digests) == url(data["root"]), f"{what}: not what was committed to")


# ---- heads/v1


def record_of(stream, head):
    return sha(stream.encode()) + struct.pack(">Q", head["ver"]) + head["hash"] + struct.pack(">Q", head["index"])


def heads_root(heads):
    buckets = {}
    for stream, head in heads.items():
        record = record_of(stream, head)
        buckets.setdefault(record[:2], []).append(record)
    empty = sha(b"")
    keys = (struct.pack(">H", n) for n in range(65536))
    # The root of a bucket is a node of the tree above it, and no leaf.
    return root_of([bucket_root(buckets[key]) if key in buckets else empty for key in keys])


def bucket_root(records):
    return root_of([sha(b"\x00", record) for record in sorted(records)])


# ---- What is verified


def tile_paths(kind, count):
    """Of the full tiles of a row, and of the one that is not."""

    def name(n):
        groups = [f"{n % 1000:03d}"]
        while n >= 1000:
            n //= 1000
            groups.insert(0, f"x{n % 1000:03d}")
        return "/".join(groups)

    full = [f"tile/{kind}/{name(n)}" for n in range(count // 256)]
    return full + ([f"tile/{kind}/{name(count // 256)}.p/{count % 256}"] if count % 256 else [])


def verify_log(vkey, folder):
    def read(path):
        with open(os.path.join(folder, path), "rb") as file:
            return file.read()

    size, root = checkpoint_of(read("checkpoint").decode(), vkey)
    leaves = []
    for path in tile_paths("entries", size):
        bundle, at = read(path), 0
        while at < len(bundle):
            (length,) = struct.unpack_from(">H", bundle, at)
            must(at + 2 + length <= len(bundle), f"{path}: ends inside an entry")
            leaves.append(bundle[at + 2 : at + 2 + length].decode())
            at += 2 + length
    must(len(leaves) == size, f"{len(leaves)} entries under a checkpoint of {size}")
    hashes = [leaf_hash(text) for text in leaves]
    must(root_of(hashes) == root, "the entries do not lead to the root")
    row, level = hashes, 0
    while row:
        must(b"".join(map(read, tile_paths(level, len(row)))) == b"".join(row), f"level {level}: not that of the entries")
        row = [root_of(row[n : n + 256]) for n in range(0, len(row) // 256 * 256, 256)]
        level += 1
    heads, numbers, sealed, states = {}, {}, [], {}
    for index, text in enumerate(leaves):
        what = f"entry {index}"
        leaf = leaf_of(text, what)
        core, src = leaf["core"], leaf["src"]
        numbers[src] = numbers.get(src, 0) + 1
        must(leaf["pos"] == numbers[src], f"{what}: {src} has number {leaf['pos']} behind {numbers[src] - 1}")
        before = heads.get(core["stream"])
        must(core["ver"] == (before["ver"] if before else 0) + 1, f"{what}: a version is left out")
        must(core["prev"] == (url_text(before["hash"]) if before else None), f"{what}: does not name the version before it")
        if "heads" in core:
            must(src == "audit" and core["stream"] == "audit-heads", f"{what}: heads of somebody else")
            must(core["heads"]["alg"] == "heads/v1" and core["heads"]["upto"] == index, f"{what}: speaks of another size")
            must(core["heads"]["streams"] == len(heads), f"{what}: there are {len(heads)} streams")
            sealed.append(index)
            states = {index: (core["heads"]["root"], dict(heads)), **dict(list(states.items())[:1])}
        heads[core["stream"]] = {"ver": core["ver"], "hash": event_hash(core), "index": index}
    # Each is 65,536 hashes: the newest two are made again in full.
    for index, (stated, state) in states.items():
        must(heads_root(state) == url(stated), f"entry {index}: not the map of all streams")
    return f"size {size}, {len(heads)} streams, {len(sealed)} heads leaves"


def frontier_sizes(size):
    return [1 << bit for bit in range(size.bit_length() - 1, -1, -1) if size >> bit & 1]


def verify_history(vkey, file):
    with open(file, encoding="utf-8") as opened:
        history = json.load(opened)
    must(history["format"] == "asn-history/v1", "not asn-history/v1")
    size, root = checkpoint_of(history["checkpoint"], vkey)
    stream, events, heads, tail = (history[name] for name in ("stream", "events", "heads", "tail"))
    prev, known = None, []
    for nth, event in enumerate(events, 1):
        what = f"version {nth}"
        core = leaf_of(event["leaf"], what)["core"]
        must(core["stream"] == stream and core["ver"] == nth, f"{what}: another one")
        must(core["prev"] == prev, f"{what}: does not name the version before it")
        included(leaf_hash(event["leaf"]), event["index"], size, list(map(url, event["path"])), root, what)
        if "fields" in event:
            opens(core["data"], event["fields"], what)
        prev = url_text(event_hash(core))
        known.append({"ver": nth, "hash": url(prev), "index": event["index"]})
    index, core = heads["index"], leaf_of(heads["leaf"], "heads leaf")["core"]
    included(leaf_hash(heads["leaf"]), index, size, list(map(url, heads["path"])), root, "heads leaf")
    must(core["stream"] == "audit-heads" and core["heads"]["upto"] == index, "heads leaf: speaks of another size")
    bucket, key = list(map(url, heads["bucket"])), sha(stream.encode())
    must(all(len(one) == 80 and one[:2] == key[:2] for one in bucket), "heads map: another bucket")
    (number,), at = struct.unpack(">H", key[:2]), bucket_root(bucket)
    must(len(heads["siblings"]) == 16, "heads map: not sixteen siblings")
    included(at, number, 65536, list(map(url, heads["siblings"])), url(core["heads"]["root"]), "heads map")
    covered = [one for one in known if one["index"] < index]
    named = [one for one in bucket if one[:32] == key]
    must(named == ([record_of(stream, covered[-1])] if covered else []), "heads map: names another version")
    subtrees = list(zip(frontier_sizes(index), map(url, tail["frontier"]), strict=True))
    must(len(tail["leaves"]) == size - index, "tail: not all leaves up to the checkpoint")
    for text in tail["leaves"]:
        node = (1, leaf_hash(text))
        while subtrees and subtrees[-1][0] == node[0]:
            node = (2 * node[0], parent(subtrees.pop()[1], node[1]))
        subtrees.append(node)
    at = subtrees[-1][1]
    for _, left in reversed(subtrees[:-1]):
        at = parent(left, at)
    must(at == root, "tail: does not lead to the root")
    behind = [i for i, text in enumerate(tail["leaves"], index) if leaf_of(text, "tail")["core"]["stream"] == stream]
    must(behind == [one["index"] for one in known[len(covered) :]], "tail: a version is left out")
    return f"{stream}: {len(events)} versions, complete at size {size}"


def verify_proof(vkey, file, leaf):
    with open(file, encoding="utf-8") as opened:
        proof, _, note = opened.read().partition("\n\n")
    first, index, *path = proof.split("\n")
    must(first == "c2sp.org/tlog-proof@v1", "not a tlog-proof")
    must(index.startswith("index "), "tlog-proof: no index")
    size, root = checkpoint_of(note, vkey)
    with open(leaf, encoding="utf-8") as opened:
        text = opened.read()
    hashes = [base64.b64decode(one, validate=True) for one in path]
    included(leaf_hash(text), int(index[len("index ") :]), size, hashes, root, "tlog-proof")
    return f"{index}, under a checkpoint of {size}"


VERIFY = {"log": verify_log, "history": verify_history, "proof": verify_proof}

if __name__ == "__main__":
    _, vkey, kind, *files = sys.argv
    try:
        print("VALID", VERIFY[kind](vkey, *files))
    except (Broken, ValueError, KeyError, TypeError, IndexError, OSError) as error:
        print("INVALID", error)
        sys.exit(1)
