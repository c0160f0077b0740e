/**
 * Words of temporary passwords, version 1: 2,048 English words a child can type, 3 to 7 letters, in alphabetical order.
 * None begins with another, so three of them written without hyphens can be read in one way only.
 *
 * Frozen: a password is derived again from the place of a word, so a change here would void every password in use.
 * An improvement is a new version beside this one.
 *
 * Chosen by us from the EFF large word list (Joseph Bonneau, Electronic Frontier Foundation, 2016, CC BY,
 * https://www.eff.org/dice), the English list of BIP 39 (MIT), and words of our own. Left out: whatever is rude, violent,
 * frightening, religious, about drugs, bodies or kinds of people, words that sound like others, and pairs that together
 * spell a rude word.
 */
export const englishWords1: readonly string[] = `
abacus abide ability able about above absorb acacia access account achieve acorn acre acrobat across
action active actor actress adapt add adjust advance advice afford afloat agency agenda agile agree
airport airship album alert alias alike alive alley allow almond almost aloe aloft aloha already also
alter always amaze amazing amber amigo among amount ample amused anchor ancient anew angle animal anime
another answer antenna anthem anthill antique antler anyhow anyone anyway appear applaud apple apply
approve apricot april apron aqua arcade arctic area arena around arrange array arrive artist artwork
ascend ascent ashore aside ask aspect aspen aster athlete atlas atrium attic attire audio august aunt
author auto autumn avenue average avocado awake award aware away awesome awning awoke axis baby backup
badge bagel bagpipe bakery baking balance balcony ball bamboo banana bandana bangle banjo banner banyan
baobab barbell barley barn barrel base basic basil basin basket bassoon batch bathtub bauble bazaar beach
beacon beaded beagle beaker bean because become bedrock bedtime beech beehive beetle before begin believe
bellhop belong bench benefit best between beyond bicycle biology bird biscuit bison blanket blazer blend
blimp bling blip blog blossom bluejay boat bobcat bobsled bolt bonfire bonnet bonsai bonus book boost
boots border borrow botany both bottle boulder bounce bowler bowtie boxcar boxwood bracket bramble brass
brave breadth breeze breezy brick bridge brief bright brim bring brisk brook broom brownie browse brunch
brush bubble bubbly bucket buckle buffet bugle build bulb bumper bundle burrito butter button buyer buzz
cabana cabbage cabin cable cache cacti cactus cadet cake calcium call calm camel camera camper campus
canary candle candy canine canoe canopy canvas canyon capable cape captain caption capture caramel caravan
card cargo caribou caring carol carpet carpool carrot carry carton cartoon cashew castle catch catfish
catnap cave cedar celery cello celsius cement ceramic certain chain chair chalet chalk chance change chant
chapter charger chariot chatter checker cheddar cheer cheese cheetah chef cherry chicken chicory chili
chime chirp chive choice chowder chrome chuckle chute cider cinema circle circus citadel citrus city clam
clap clarify clasp classic clay clean clear cleat clever click cliff climb clip clock cloth cloud clover
cluster coach coast coat cobalt cobbler cobweb cocoa coconut code coffee coin collect color colt column
combine come comfort comfy comical comma company compass comply compost comrade concept concert condor
cone connect contest cookie cookout cool copilot copper copy coral cork corn correct cosmic cosmos cottage
cotton couch counter country county courage cousin cover cowboy cowgirl cozy craft crane crate crayon
cream creator crest crew crib cricket crimson crisp croak crocus crop croquet crown cruiser crumb crunchy
crust crystal cube cuddle culture cup curator curious current curry cursor curtain cushion custard custom
cycle cypress dahlia dairy daisy dance daring data dawn daybook dazzle decade decide decimal deck decode
degree delight deliver deluxe denim dentist depict deposit design desktop dessert detail dewdrop diagram
dial diamond diary differ digital diner dingo dinner diploma direct discuss dish display dock dodge dog
doll dolphin domino donate donor doodle door double dove dozen dragon drama draw dream dress drive drizzle
drum dry duet dugout during dustpan dynamic eager eagle earn earring earth easel easing east easy eatery
ebony echo eclair eclipse edit educate egg either elastic eldest elegant element elevate eleven elf elk
elm email emblem embrace emerald emerge emotion emperor employ encore ending endless energy engine engrave
enjoy enrich enter envoy episode equal equator eraser errand evening event ever evident example excite
exhale expand expect explain explore express extra fable fabric factor falafel falcon fame family famous
fancy fantasy farm fashion faucet feather feature fence fern ferret festive fetch fiber fiction fiddle
field fifty film finale finch finish firefly first fish fix fizzy flannel flavor fleece flicker flier
flight flip float flock floor floral florist floss fluffy flute flutter fly focus fold foliage folk follow
font forest forever forge fork formula fortune forty forward fossil found fox frame freebie freedom freeze
freight frenzy fresh friday fridge friend frisbee fritter frog frolic frost fruit fudge funny future
gadget gala galleon gallery gallon gallop game garage garden garland garlic garnet gateway gather gazebo
gazelle gecko gelato gem gentle genuine geology gesture geyser giant giddy gift giggle ginger gingham
giraffe give gizmo glacier glad glaze glide glimmer glisten glitter global globe glory gloss glove glow
gnome gnu goal goggles gold gondola good gopher gosling gourd gown gradual grain grammar granite granola
grant grape graph grass gravel gravity gravy green greet griddle grin grip grizzly grocery groove grotto
group grove grow guard guava guide guitar gumbo gumdrop guppy gusto gym haddock haiku halibut hamlet
hammock hamster handbag handful handle handy happy harbor harmony harp harvest hat have hayloft hayride
hazel header healthy heap hearty heather hedge helium hello helmet helper helpful herald herb heroic heron
hexagon hickory hiking hill hinge hint hippo history hobby hockey hold holiday holly home honest honey
hood hoop hope horizon hover hub huddle humming hummus humor hundred hydrant ice icicle icing idea igloo
iguana image imagine impala impress improv inbox inch include indigo inform ink inlet insect inspect
inspire instant into invent invite iris iron ivory ivy jackal jacket jade jaguar january jasmine jazz
jeans jeep jelly jersey jester jetpack jewel jiffy jigsaw jingle job jockey jogger join joke jolly jostle
journal journey joyful joyous judo juggle juice jukebox july jump june jungle junior juniper jury justice
kale karate kayak kazoo kebab keep kelp kennel kernel ketchup kettle keyhole keypad kickoff kilt kimono
kindly king kiosk kitchen kite kitten kitty kiwi knit knoll koala lace ladder ladle ladybug lagoon lake
lamp landing lantern laptop larch lark latch laugh launch laundry laurel lawn leader leaf leap learn left
legacy lemon lentil leopard letter lettuce lever liberty library life lifting light like lilac lily lime
linen lineup lining link lion liquid list little lively lizard llama loafer lobster local lock lodge lofty
logbook logo long lookout loop lotus lounge love lucid luck luggage lullaby lumber lunar lunch luster
lyrics macaw machine magenta magnet magnify magpie mailbox maize major make mallard mammoth manatee mango
manners manor mansion mantle maple maraca marble march margin marina marine marker market marlin maroon
marsh mascot mask massive mastery match math maximum mayor maze meadow meaning medley meerkat mellow
melody melon melt member memo mention menu merry metal meteor method metric midday middle midway midweek
mighty mileage milk million mineral minnow mint minute miracle mirror mitten mix mocha model modern
modular moment monday monitor month moon more morning mosaic moss motel moth motion motor motto mound
mouse move movie much muffin mural museum music muskrat mustang mustard nacho name napkin napping narrow
narwhal nature navy near neat nebula nectar needle neon nephew nest network news next nibble nice nickel
nifty nightly nimble nimbus noble noise nomad noodle north note notice novel now nudge nugget number
nursery nutmeg nuzzle oak oasis oatmeal oboe ocean octagon octave october octopus offbeat often okay olive
olympic omelet once onion online only onward onyx opal open opera opinion optic option orange orca orchard
orchid order oregano origami oriole ostrich otter ounce outback outdoor outer outfit outing outlet outline
outlook outpost outside oven over owl oxygen ozone package paddle padlock page paint palace palette palm
pancake panda panther pantry papaya paper paprika parade parasol parcel park parlor parrot parsley partner
party pasta pastel pastry pasture path patio patrol pattern pave payday payment peach peanut peapod pebble
pecan pelican pencil pendant penguin pennant penny peony people pepper peppy percent perch perfect perform
perfume permit petal petite petunia phone photo phrase piano pickle picnic picture pigeon pigment pillow
pilot pinball pine pioneer pitch pivot pixel pixie pizza place plaid planet planner plant plastic plate
platter play plaza please plenty pliers plover plug plumber plural plush plywood pocket poem poet point
polar polite polka pollen polo polygon poncho pond pony poodle pool popcorn poplar popover poppy popular
porch portion postage poster potato pottery pouch poultry powder prairie praise prance predict prefer
prelude prepare present pretty pretzel primary primer prince print prism prize problem process produce
program project promise propel propose protect protein proud public pudding puffin pulp puma pumpkin pupil
puppet puppy purple purpose puzzle pyramid quail quaint quality quarry quarter quartet quartz queen quest
quick quiet quill quilt quince quirky quiver quiz quokka race racket radar radiant radiate radio radish
raft railcar railing rainbow rainy raisin rake rally rambler ramen ranch random range rapid rather rattle
ravioli reach reader ready realize reason reboot rebuild receive recess recipe recital record recycle
redwood reef refill reflect refresh regal region regular relax relay relish remain remind remote renew
repair repeat replay replica reply report reptile rescue resort respect respond rest result retro return
reunion reveal review reward rhino rhubarb rice rich riddle ride rink rinse ripple river roadway roaming
roast robe robin robot robust rocker rocking rocky rodeo rolling roof rookie room roost rosebud roster
rotate round routine rover rowboat royal ruby ruffle rugby run rural rustic saddle safe saffron saga
sailor salad salmon salsa salt sample sandal sandbar sandbox sapling sardine satchel satin saturn saucer
savanna save savory sawdust sawmill scale scallop scan scarf scarlet scene scenic scholar school science
scoop scooter scout screen scribe script scroll scuba sculpt seabird seafood seagull seal search seaside
season seat seaway seaweed second section seed seek select senior sensor sequel serene series service
sesame session settle seven shallow share sheep shelf shell shelter sherbet shield shift shimmer shine
shingle shiny ship shirt shop shore short shovel shower shrimp shuffle shutter shuttle sign silk silly
silo silver simmer simple since sing sister sixteen size skate sketch skier skill skipper skydive skylark
skyline skyward sled sleepy sleeve sleigh slice slide slipper slogan small smart smile smooth snack snail
snapper sneaker snooze snorkel snout snowcap snowy snug soap soccer social society sock soda sofa soft
solar solid solve someday sonar sonata song sonnet soon sorbet sort sound soup source south soybean space
spaniel spare sparkle sparrow spatula speak special speckle speed sphere spice spiral splash sponge spoon
sport spotted spotter spray spread sprig spring sprint sprout spruce spunky spy squad square squash
squeaky squeeze squid stable stadium stage stairs stamp stand staple starlit starry start state station
statue stay steady steam steeple stellar stem stencil step stereo stew stick still stir stitch stone stool
storage stork story stove street stretch stride string stripe strong strum student studio sturdy style
stylish subject suburb subway success such sugar suggest suit summer sunbeam sundae sundial sundown
sunfish sunlit sunny sunrise sunroof sunroom sunset sunspot super supply support sure surface surfer
surplus survey suspend sweater sweep swift swim swing swirl switch swivel swoop tabby table taco tadpole
taffy tailor talent talk tamale tandem tangent tango tape tapioca task taste taxi teach teacup teal teapot
teddy tempo tender tennis tent terrace terrier test text thank theater theme thermal thermos thicket
thimble think third thirty thistle thought thread three thrift thyme tiara ticket tidal tidy tiger tighten
tile timber time tinker tiny tiptoe tiptop title toast toffee tofu tomato ton tool topaz topic topping
total toucan tourism tourist toward tower town toy track tractor trade trading traffic trail train tram
trapeze travel treat tree trek trellis trend tribute trident trifle trim trinket trio trip triumph trivia
trolley trophy tropics trotter trout truck truffle trumpet trundle trust try tube tugboat tulip tumble
tuna tundra tune tunnel turbine turbo turnip turtle tusk tutor tuxedo tweed twenty twig twine twinkle
twirl twist type typist ukulele umpire uncle uncover under unfold unicorn uniform union unique unison unit
unlock upbeat upgrade uphill upland upload upon upper upright upside uptown upward urban useful utensil
utility valiant valley value vanilla variety vast vault veggie vehicle velcro velvet verb verse version
vessel vest vibrant victor video view villa vine vintage viola violet violin visible vision visit visor
vista vitamin vivid vocal voice volley volume vote voucher voyage waddle wafer waffle wagon walk wallaby
wallet walnut walrus waltz wander want warble warmth warmup wash watch water wealth weaver web wedding
weekday weekend weekly welcome welder west wheel whimsy whirl whisk whisper whistle whittle widget width
wildcat willing willow window windy wing wink winner winning winter wintry wire wisdom wise wish wobble
wolf wombat wonder woodcut wool word work world worth wrapper wren writer yam yard yarn year yeast yellow
yes yodel yogurt yonder yoyo zebra zero zesty zigzag zinc zipper zippy zone zoology zoom
`
  .trim()
  .split(/\s+/);
