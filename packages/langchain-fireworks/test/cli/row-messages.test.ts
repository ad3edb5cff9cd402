import { expect, test } from "vitest";
import { idOfRow, messagesOfRow } from "../../src/cli/row-messages.js";

const user = (content: string) => ({ role: "user", content });

test.each([
  [
    { prompt: "Say {word} in {language}" },
    { word: "hi", language: "French" },
    [user("Say hi in French")],
  ],
  [{ prompt: "{{literal}} {n}" }, { n: 3 }, [user("{literal} 3")]],
  [{ prompt: "{text}" }, { text: "{word} $& $1" }, [user("{word} $& $1")]],
  [{ prompt: "{o}" }, { o: { a: 1 } }, [user('{"a":1}')]],
  [{}, { prompt: "Hello" }, [user("Hello")]],
  [{}, { messages: [user("One")] }, [user("One")]],
  [{}, { custom_id: "r1", body: { messages: [user("Two")] } }, [user("Two")]],
  [
    { system: "Be {mood}." },
    { prompt: "Hi", mood: "kind" },
    [{ role: "system", content: "Be kind." }, user("Hi")],
  ],
])("%j asks, of %j, %j", (settings, fields, messages) => {
  expect(messagesOfRow(settings, fields)).toEqual(messages);
});

test("a column that is missing is named beside the ones there are", () => {
  const ask = () => messagesOfRow({ prompt: "{textt}" }, { text: "x", id: 1 });
  expect(ask).toThrow('no column "textt"; it has "text", "id"');
});

test("names of every object are no columns", () => {
  expect(() => messagesOfRow({ prompt: "{constructor}" }, {})).toThrow("it has no columns");
});

test("a row without anything to ask says how to say it", () => {
  expect(() => messagesOfRow({}, { text: "x" })).toThrow("--prompt");
});

test.each([
  [undefined, { custom_id: "c" }, "c"],
  ["key", { key: 7 }, "7"],
  ["key", { key: "" }, undefined],
  [undefined, { key: 7 }, undefined],
])("the id by column %j of %j is %j", (column, fields, id) => {
  expect(idOfRow(column, fields)).toBe(id);
});
