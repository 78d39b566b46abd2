import { Argument, InvalidArgumentError, Option } from 'commander';
import { nearest } from '../core/documents/suggest.ts';

/** An option that takes one of a few words; another word is told which was probably meant. */
export const choiceOption = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices).argParser(oneOf(choices));

/** An argument that takes one of a few words; another word is told which was probably meant. */
export const choiceArgument = (name: string, description: string, choices: readonly string[]): Argument =>
  new Argument(name, description).choices(choices).argParser(oneOf(choices));

/** Reads one of a few words. */
export const oneOf =
  (choices: readonly string[]) =>
  (text: string): string => {
    if (choices.includes(text)) return text;
    const meant = nearest(text, choices);
    throw new InvalidArgumentError(
      `It is one of ${choices.join(', ')}.${meant ? ` (Did you mean ${meant}?)` : ''}`,
    );
  };
