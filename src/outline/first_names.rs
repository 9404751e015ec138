//! First names of people, in any language that talks have often: a person is no subject.

/// Commonest in the census of the United States of 1990, and some of other languages; without those that are words, places and
/// terms as well (`grant`, `florence`, `claude`).
pub const FIRST_NAMES: &str = "\
    aaron abigail adam adrian adriana adrienne agnes agnieszka ahmed aimee aisha akira alan albert alberta alberto alejandro \
    alex alexander alexandra alexei alexey alexis alfonso alfred alfredo alice alicia alisha alison allan allen allison alvin \
    alyssa amanda amelia amir amit amy ana anders andre andrea andreas andrei andres andrew andy angela angelica angelina \
    angelo angie anil anita ann anna anne annette annie anthony antoine antoinette antonia anya aoife archie arjun arlene \
    armando arnold arthur arturo ashley astrid audrey barbara barry beatrice becky belinda ben benjamin bennie benny benoît \
    bernadette bernard bernice bertha bessie bethany betsy betty beulah beverly bill billie billy bjorn björn blake blanca \
    blanche bob bobbie bobby bonita bonnie boris brad bradley brandi brandon brenda brent brett brian bridget brittany \
    brittney bruce bryan bryant caleb calvin cameron camille candace candice cara carl carla carlos carol carole caroline \
    carolyn carrie carroll casey catherine cathy cecelia cecilia cedric celia cesar chad charlene charles charlie charlotte \
    cheri cheryl chiara chidi chris christian christie christina christine christopher christy cindy claire clara clarence \
    claudia clayton clifford clifton clint clyde colin colleen connie corey cory courtney craig cristina curtis cynthia dale \
    damon dan dana daniel danielle danny darla darlene darrel darrell darren darryl daryl dave david dean deanna debbie \
    deborah debra declan deepak delbert delia delores deloris denise dennis derek derrick desiree devin diana diane dianna \
    dianne dieter dmitri dmitry dolores don donald donna donnie doreen doris dorothy dorthy doug douglas doyle dustin dwayne \
    dwight dylan earl earnest ed eddie edgar edith edmund edna eduardo edward edwin effie eileen elaine eleanor elena eli \
    elisa elizabeth ella ellen ellis elmer eloise elsa elsie elvira emilia emily emma enrique eric erica erick erik erika erin \
    erma ernest ernestine ernesto ervin estella estelle esther ethan ethel etta eugene eula eunice eva evan eve evelyn fannie \
    farid fatima faye felicia felipe felix fernando floyd forrest frances francesco francine francis francisca frank frankie \
    franklin françois fred freda freddie frederick fredrick friedrich gabriel gail garrett garry gary gayle genevieve geoffrey \
    george gerald geraldine gerard gerardo gertrude gilbert gilberto gina giovanni giulia giuseppe gladys glen glenda glenn \
    gloria gordon greg gregg gregory gretchen guillaume guillermo gunther gustavo gwen gwendolyn günther hannah hans harold \
    harriet harry haruto harvey hassan hattie heather hector heidi heinrich helen henri henrietta henry herbert herman hilda \
    hiroshi homer horace horst howard hugh hugo hussein ian ibrahim ignacio igor ines inez inga ingrid inés ira irene irina \
    irma irving isaac isabel ismael istvan ivan jack jackie jackson jacob jacqueline jacquelyn jacques jaime jake jakub james \
    jamie jan jana jane janelle janet janice janie janis jared jason javier jay jean jeanette jeanne jeannette jeannie jeff \
    jeffery jeffrey jen jenna jennie jennifer jenny jens jeremiah jeremy jermaine jerome jerry jesse jessica jessie jill jim \
    jimmie jimmy joan joann joanna joanne joaquin joaquín jodi joe joel joey johan johanna john johnathan johnnie johnny jon \
    jonas jonathan jonathon jordan jorge jose josefina joseph josephine josh joshua joyce joão juan juana juanita judith judy \
    julia julian julie julio julius justin jürgen kara karen kari karim karin karl karla kate katherine kathleen kathryn kathy \
    katie katrina katya kayla keith kelley kelli kellie kelly ken kenji kenneth kenny kerri kerry kevin khalid kim kimberly \
    kirk klaus kofi krishna krista kristen kristi kristie kristin kristina kristine kristopher kristy krystal krzysztof kurt \
    kwame kyle lakshmi larry lars laszlo latasha latoya laura lauren laurence laurent laurie laverne lawrence layla leah lee \
    leila lela leland lena lenora leo leon leona leonard leroy leslie leticia lewis liam lillian lillie lily linda lindsay \
    lindsey lionel lisa liz lloyd lois lola lonnie loren lorena lorene lorenzo loretta lorraine lottie louis louise lowell \
    luca lucas lucia lucille lucinda lucy luis luke lula luther lydia lyle lynda lynette lászló mabel mable madeline maggie \
    magnus malcolm mallory mamie mandy manuel marc marcella marcia marco marcos marcus marek margaret margarita margie \
    marguerite maria marianne marie marilyn mario marissa marjorie mark marla marlene marsha marta martha martin marty marvin \
    mary maryann mateo mathew mathieu matt matteo matthew matthias mattie maureen maurice max maxine megan meghan melanie \
    melba melinda melissa melvin meredith michael micheal michele michelle miguel mike mikhail mikkel mildred mindy minnie \
    miranda miriam mitchell mohamed mohammed molly monica monique morris muhammad muriel mustafa myra myrna myron nadine nancy \
    naomi natalia natalie natasha nathan nathaniel neal neha neil nellie nettie ngozi niamh nicholas nichole nick nicolas \
    nicole nikki nikolai nils nina noah noor nora norma olaf oleg olga oliver olivia ollie omar orville oscar osman otis owen \
    pablo pam pamela paolo pat patrice patricia patrick patsy patti patty paul paula paulette pauline pavel pedro peggy pete \
    peter phil philip phillip phyllis pierre pieter piotr pooja priscilla priya rachael rachel rafael rahul raj ralph ramon \
    randall randolph randy raquel raul ravi ray raymond rebecca rebekah regina reginald rena rene renee rhonda ricardo richard \
    rick rickey ricky rob robert roberta roberto robin robyn rochelle roderick rodney rodolfo rogelio roger roland ron ronald \
    ronda ronnie rosa rosalie rosemarie rosemary rosie ross roxanne roy ruben rudolph rufus russell ruta ruth ryan sabrina \
    sadie sallie sally salvatore sam samantha sammy samuel sandra sanjay sara sarah sasha scott sean sebastian sergei sergey \
    sergio seth shane shannon shari sharon shaun shawn shawna sheila shelby sheldon shelia shelley shelly sheri sherri sherrie \
    sheryl shirley sidney silvia simon siobhan sofia sonia sonja sonya sophia sophie stacey stacie stefan stella stephanie \
    stephen steve steven stewart stuart suresh susan susie suzanne sven svetlana sylvester sylvia søren tabitha tadge takashi \
    tamara tami tammie tammy tanya tara tariq tasha tatiana taylor ted terence teresa teri terrance terrence terri terry \
    thelma theodore theresa thiago thierry thomas tiago tiffany tim timothy tina tobias todd tom tomas tomasz tommy tomás tony \
    tonya tracey traci tracie tracy trevor tricia trisha tyler tyrone ulrich uwe valerie vanessa velma vera verna vernon \
    veronica vicki vickie vicky victor victoria vijay vikram vincent viola virgil vivian vladimir walter warren wayne wendell \
    wendy wesley whitney wilbert wilbur wilfred will willard william willie willis wilma winifred wojciech wolfgang woodrow \
    xavier yolanda yuki yuko yulia yuri yusuf yvette yvonne zach zachary zainab zoltan";
