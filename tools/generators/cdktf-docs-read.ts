import { resolve } from "node:path";
import ts from "typescript";

/** A member of a class or an interface, as its declaration and its comment have it. */
export interface DocumentedMember {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly optional: boolean;
  readonly default: string | undefined;
  /** The interfaces of ours that its type is made of. */
  readonly interfaces: readonly string[];
}

/** An interface of ours, with what it inherits. */
export interface DocumentedInterface {
  readonly name: string;
  readonly text: string;
  readonly members: readonly DocumentedMember[];
}

/** A construct, as its sources declare it. */
export interface DocumentedConstruct {
  readonly name: string;
  readonly text: string;
  /** What the third argument of its constructor is. */
  readonly props: DocumentedInterface;
  readonly propsOptional: boolean;
  readonly statics: readonly DocumentedMember[];
  readonly properties: readonly DocumentedMember[];
}

/** All constructs of the package, and every interface of ours that their props and members are made of. */
export interface DocumentedPackage {
  readonly constructs: readonly DocumentedConstruct[];
  readonly interfaces: ReadonlyMap<string, DocumentedInterface>;
}

/** Reads the constructs and their comments with the compiler, by which inherited and picked props are found too. */
export function readConstructs(root: string): DocumentedPackage {
  const project = resolve(root, "cdktf", "tsconfig.json");
  const read = ts.readConfigFile(project, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, resolve(root, "cdktf"));
  const door = resolve(root, "cdktf", "src", "index.ts");
  const program = ts.createProgram([door], { ...options, noEmit: true, composite: false, incremental: false });
  const reader: Reader = { checker: program.getTypeChecker(), home: resolve(root, "cdktf") };
  const source = program.getSourceFile(door);
  const module = source && reader.checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${door} exports nothing`);
  const classes = reader.checker.getExportsOfModule(module).flatMap((symbol) => constructDeclared(reader, symbol));
  const constructs = classes
    .map((declaration) => documentedConstruct(reader, declaration))
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const interfaces = new Map<string, DocumentedInterface>();
  const add = (members: readonly DocumentedMember[]) => {
    for (const name of members.flatMap(({ interfaces: found }) => found)) {
      if (interfaces.has(name)) continue;
      const documented = interfaceNamed(reader, { program, name });
      interfaces.set(name, documented);
      add(documented.members);
    }
  };
  for (const { props, statics, properties } of constructs) add([...props.members, ...statics, ...properties]);
  return { constructs, interfaces };
}

interface Reader {
  readonly checker: ts.TypeChecker;
  readonly home: string;
}

function constructDeclared({ checker, home }: Reader, symbol: ts.Symbol): readonly ts.ClassDeclaration[] {
  const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = real.declarations ?? [];
  return declarations.filter(
    (node): node is ts.ClassDeclaration =>
      ts.isClassDeclaration(node) && node.getSourceFile().fileName.startsWith(resolve(home, "src", "constructs")),
  );
}

function documentedConstruct(reader: Reader, declaration: ts.ClassDeclaration): DocumentedConstruct {
  const { checker } = reader;
  const name = declaration.name?.text ?? "";
  const symbol = declaration.name && checker.getSymbolAtLocation(declaration.name);
  const parameter = declaration.members.find(ts.isConstructorDeclaration)?.parameters[2];
  if (symbol === undefined || parameter === undefined) throw new Error(`${name} takes no props`);
  const isStatic = (node: ts.ClassElement) =>
    ts.isMethodDeclaration(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const membersOf = (wanted: (node: ts.ClassElement) => boolean | undefined) =>
    declaration.members.filter(wanted).flatMap((node) => {
      const member = node.name && checker.getSymbolAtLocation(node.name);
      return member === undefined ? [] : [documentedMember(reader, { symbol: member, node })];
    });
  return {
    name,
    text: textOf(reader, symbol),
    props: documentedInterface(reader, checker.getTypeAtLocation(parameter)),
    propsOptional: parameter.initializer !== undefined || parameter.questionToken !== undefined,
    statics: membersOf(isStatic),
    properties: membersOf(ts.isPropertyDeclaration),
  };
}

function documentedInterface(reader: Reader, type: ts.Type): DocumentedInterface {
  const [node] = type.symbol?.declarations ?? [];
  if (node === undefined) throw new Error(`${reader.checker.typeToString(type)} is declared nowhere`);
  const symbols = reader.checker.getPropertiesOfType(type).filter((symbol) => isOurs(reader, symbol));
  return {
    name: type.symbol.name,
    text: textOf(reader, type.symbol),
    members: symbols.map((symbol) => documentedMember(reader, { symbol, node })),
  };
}

function interfaceNamed(
  reader: Reader,
  { program, name }: { readonly program: ts.Program; readonly name: string },
): DocumentedInterface {
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(reader.home));
  const [declaration] = files.flatMap(({ statements }) =>
    statements.filter(ts.isInterfaceDeclaration).filter((statement) => statement.name.text === name),
  );
  if (declaration === undefined) throw new Error(`There is no interface ${name}`);
  return documentedInterface(reader, reader.checker.getTypeAtLocation(declaration));
}

interface Declared {
  readonly symbol: ts.Symbol;
  readonly node: ts.Node;
}

function documentedMember(reader: Reader, { symbol, node }: Declared): DocumentedMember {
  const { checker } = reader;
  const declared = checker.getTypeOfSymbolAtLocation(symbol, node);
  const [signature] = declared.getCallSignatures();
  const type = signature === undefined ? checker.getNonNullableType(declared) : declared;
  const written = symbol.valueDeclaration;
  const fallback = symbol.getJsDocTags(checker).find((tag) => tag.name === "default");
  return {
    name: symbol.name,
    type: signature === undefined ? typeText(reader, { type, written }) : checker.signatureToString(signature),
    text: textOf(reader, symbol),
    optional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    default: fallback && ts.displayPartsToString(fallback.text),
    interfaces: [...new Set(interfacesIn(reader, { type, signature }))],
  };
}

/** As it is written, since the compiler writes out what a name stands for. */
function typeText(
  { checker }: Reader,
  { type, written }: { readonly type: ts.Type; readonly written: ts.Declaration | undefined },
): string {
  const node = written && (ts.isPropertySignature(written) || ts.isPropertyDeclaration(written)) && written.type;
  const text = node ? node.getText() : checker.typeToString(type);
  return text.replace(/ \| undefined$/, "").replaceAll(/\b(cdktf\.)/g, "");
}

function interfacesIn(
  reader: Reader,
  { type, signature }: { readonly type: ts.Type; readonly signature: ts.Signature | undefined },
): readonly string[] {
  const { checker } = reader;
  if (signature !== undefined)
    return signature.parameters.flatMap((parameter) =>
      interfacesIn(reader, { type: checker.getTypeOfSymbol(parameter), signature: undefined }),
    );
  const inner = [
    checker.getIndexTypeOfType(type, ts.IndexKind.Number),
    checker.getIndexTypeOfType(type, ts.IndexKind.String),
    ...(type.isUnion() ? type.types : []),
  ].filter((each) => each !== undefined && each !== type);
  const own = (type.symbol?.declarations ?? []).some(ts.isInterfaceDeclaration) && isOurs(reader, type.symbol);
  const isImported = /^I[A-Z]/.test(type.symbol?.name ?? "");
  return [
    ...(own && !isImported ? [type.symbol.name] : []),
    ...inner.flatMap((each) => (each ? interfacesIn(reader, { type: each, signature: undefined }) : [])),
  ];
}

function isOurs({ home }: Reader, symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((node) => node.getSourceFile().fileName.startsWith(home));
}

/** The comment without the links with which the frameworks' generators end it. */
function textOf({ checker }: Reader, symbol: ts.Symbol): string {
  const [text = ""] = ts.displayPartsToString(symbol.getDocumentationComment(checker)).split(/\n\s*Docs at Terraform/);
  return text.trim();
}
