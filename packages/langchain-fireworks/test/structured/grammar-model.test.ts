import { CommaSeparatedListOutputParser, JsonOutputParser } from "@langchain/core/output_parsers";
import fc from "fast-check";
import type { Script } from "fireworks-local";
import {
  choiceGrammar,
  StructuredOutputCutError,
  StructuredOutputError,
} from "langchain-fireworks";
import { describe, expect, test } from "vitest";
import { collect, failureOf } from "../failure.js";
import { lastBody, localModels } from "../local-model.js";

const LIST = 'root ::= word (", " word)*\nword ::= [a-z]+';

const saying = (answer: Script["answer"]) =>
  localModels({ scripts: [{ when: {}, answer }] }).model();

describe("D14/A79: withGrammar", () => {
  test("sends the grammar, and gives a text it describes", async () => {
    const { local, model } = localModels();
    const text = await model().withGrammar(LIST).invoke("Name fruits");
    expect(text).toMatch(/^[a-z]+(, [a-z]+)*$/);
    expect(lastBody(local)).toMatchObject({ response_format: { type: "grammar", grammar: LIST } });
    expect(lastBody(local)).not.toHaveProperty("tools");
  });

  test("the raw form is a field and a call option", async () => {
    const { local, model } = localModels();
    const responseFormat = { type: "grammar", grammar: 'root ::= "yes"' } as const;
    expect((await model({ responseFormat }).invoke("go")).text).toBe("yes");
    expect((await model().invoke("go", { responseFormat })).text).toBe("yes");
    expect(lastBody(local).response_format).toStrictEqual(responseFormat);
  });

  test("streams the text as it grows", async () => {
    const pieces = await collect(
      saying({ content: "apple, pear, plum" }).withGrammar(LIST).stream("go"),
    );
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe("apple, pear, plum");
  });

  test("a function makes a value of the text", async () => {
    const llm = saying({ content: "a, b" }).withGrammar(LIST, (text) => text.split(", "));
    expect(await llm.invoke("go")).toStrictEqual(["a", "b"]);
    expect(await collect(llm.stream("go"))).toStrictEqual([["a", "b"]]);
  });

  test("an output parser of LangChain's does, too", async () => {
    const model = saying({ content: "a, b" });
    const llm = model.withGrammar(LIST, new CommaSeparatedListOutputParser());
    expect(await llm.invoke("go")).toStrictEqual(["a", "b"]);
  });

  test("a text the parser cannot take is a typed error", async () => {
    const broken = () => {
      throw new TypeError("not that");
    };
    for (const parser of [broken, new JsonOutputParser()]) {
      const error = await failureOf(() =>
        saying({ content: "x" }).withGrammar("root ::= [a-z]", parser).invoke("go"),
      );
      expect(error).toBeInstanceOf(StructuredOutputError);
      expect(error).toMatchObject({ reason: "invalid_value", text: "x" });
      expect(error.cause).toBeInstanceOf(Error);
    }
  });

  test("a grammar may allow nothing at all", async () => {
    expect(await saying({ content: "" }).withGrammar("root ::= [a-z]*").invoke("go")).toBe("");
  });

  test("D17: a cut text is a typed error, after its pieces", async () => {
    const llm = saying({ content: "apple, pe", finishReason: "length" }).withGrammar(LIST);
    const pieces: string[] = [];
    const error = await failureOf(async () => {
      for await (const piece of await llm.stream("go")) pieces.push(piece);
    });
    expect(pieces.join("")).toBe("apple, pe");
    expect(error).toBeInstanceOf(StructuredOutputCutError);
    expect(error).toMatchObject({ text: "apple, pe", partial: "apple, pe" });
    await expect(llm.invoke("go")).rejects.toBeInstanceOf(StructuredOutputCutError);
  });

  test.each([null as never, "", "answer ::= [a-z]", '# root ::= "x"', "root = x"])(
    "%j has no rule to start from, and is refused before the call",
    async (grammar) => {
      const { local, model } = localModels();
      const error = await failureOf(() => model().withGrammar(grammar));
      expect(error).toMatchObject({ name: "FireworksConfigurationError", field: "grammar" });
      expect(local.requests).toStrictEqual([]);
    },
  );

  test.each(['root::="x"', 'a ::= "b"\n\troot ::= a'])("%j has one", async (grammar) => {
    expect(await localModels().model().withGrammar(grammar).invoke("go")).toMatch(/^[bx]$/);
  });
});

describe("D14: choiceGrammar", () => {
  test("gives one of the choices, typed", async () => {
    const { local, model } = localModels();
    const answer: "yes" | "no" = await model()
      .withGrammar(choiceGrammar("yes", "no"))
      .invoke("Is it?");
    expect(["yes", "no"]).toContain(answer);
    expect(lastBody(local).response_format).toStrictEqual({
      type: "grammar",
      grammar: 'root ::= "yes" | "no"',
    });
  });

  test("a choice streams whole", async () => {
    const llm = saying({ content: "yes", pieces: ["y", "es"] }).withGrammar(
      choiceGrammar("yes", "no"),
    );
    expect(await collect(llm.stream("go"))).toStrictEqual(["yes"]);
  });

  test("whatever the choice, fireworks-local reads the grammar as that text", async () => {
    const { model } = localModels();
    const texts = [
      'say "hi"',
      "back\\slash",
      "line\nbreak\r\t",
      "é 漢字 😀",
      "\u0000\u001F\u007F",
      " ",
    ];
    for (const text of texts) {
      expect(await model().withGrammar(choiceGrammar(text)).invoke("go")).toBe(text);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }),
        async (text) => {
          expect(await model().withGrammar(choiceGrammar(text)).invoke("go")).toBe(text);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("space around a choice is passed over, and anything else is refused", async () => {
    const grammar = choiceGrammar("yes", "no");
    expect(await saying({ content: " yes\n" }).withGrammar(grammar).invoke("go")).toBe("yes");
    const error = await failureOf(() =>
      saying({ content: "maybe" }).withGrammar(grammar).invoke("go"),
    );
    expect(error).toMatchObject({ reason: "invalid_value", text: "maybe" });
    expect(error.message).toContain('["yes","no"]');
  });

  test("D17: a cut choice is one only if it cannot go on", async () => {
    const grammar = choiceGrammar("no", "no way", "yes");
    const cut = (content: string) =>
      saying({ content, finishReason: "length" }).withGrammar(grammar);
    expect(await cut("yes").invoke("go")).toBe("yes");
    await expect(cut("no").invoke("go")).rejects.toBeInstanceOf(StructuredOutputCutError);
    await expect(cut("ye").invoke("go")).rejects.toBeInstanceOf(StructuredOutputCutError);
  });

  test("a parser gets the choice", async () => {
    const llm = saying({ content: "yes" }).withGrammar(choiceGrammar("yes", "no"), (word) => ({
      isYes: word === "yes",
    }));
    expect(await llm.invoke("go")).toStrictEqual({ isYes: true });
  });

  // From JavaScript: a list where texts belong.
  const list = ["a", "b"] as unknown as string;
  test.each([[[]], [[""]], [["a", ""]], [[list]]])(
    "%j cannot be chosen from",
    async (choices: string[]) => {
      expect(await failureOf(() => choiceGrammar(...choices))).toMatchObject({
        name: "FireworksConfigurationError",
        field: "choices",
      });
    },
  );
});
